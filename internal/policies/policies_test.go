package policies_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/guardrail"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/policies"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// object is an input in plain Go, as JSON has it.
type object = map[string]any

// later stands for a value that is not known yet.
const later = tree.NotKnownMark

// read gives inputs their meaning; region is us-east-1 if left out.
func read(tb testing.TB, inputs object) *plan.Plan {
	tb.Helper()
	text, err := json.Marshal(inputs)
	if err != nil {
		tb.Fatal(err)
	}
	in, err := tree.FromJSON(text)
	if err != nil {
		tb.Fatal(err)
	}
	return readTree(tb, in)
}

func readTree(tb testing.TB, in tree.Value) *plan.Plan {
	tb.Helper()
	facts, err := catalog.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	region, known := facts.Region(in.Text("region").Or("us-east-1"))
	if !known {
		tb.Fatalf("there is no Region %v", in.Text("region"))
	}
	p, errs := guardrail.Read(facts, region, in)
	if len(errs) > 0 {
		tb.Fatal(errs)
	}
	return p
}

// judge judges inputs, after others that were judged before.
func judge(tb testing.TB, inputs, prior object) policies.Result {
	tb.Helper()
	p := read(tb, inputs)
	if prior != nil {
		p.Prior = read(tb, prior)
	}
	result, err := policies.Judge(p)
	if err != nil {
		tb.Fatal(err)
	}
	return result
}

// policy is a document of these statements.
func policy(statements ...string) string {
	return `{"Version": "2012-10-17", "Statement": [` + strings.Join(statements, ",\n") + `]}`
}

// allow is a statement that lets everybody through, if nothing more is written.
func allow(more string) string { return `{"Effect": "Allow", "Principal": "*", ` + more + `}` }

func deny(more string) string { return `{"Effect": "Deny", "Principal": "*", ` + more + `}` }

// s3 is a gateway endpoint with a policy, sqs an interface endpoint.
func s3(policy any) object {
	return object{"service_name": "com.amazonaws.us-east-1.s3", "vpc_endpoint_type": "Gateway", "policy": policy}
}

func sqs(policy any) object {
	return object{"service_name": "com.amazonaws.us-east-1.sqs", "vpc_endpoint_type": "Interface", "policy": policy}
}

// on is one endpoint for S3 with a policy, and what else is given.
func on(policy string, more object) object {
	inputs := object{"endpoints": object{"s3": s3(policy)}}
	maps.Copy(inputs, more)
	return inputs
}

// Policies that many tests share. The trusted are account 111111111111.
var (
	trusted = object{"account_ids": []string{"111111111111"}}

	full       = policy(allow(`"Action": "*", "Resource": "*"`))
	inside     = policy(allow(`"Action": "s3:*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalAccount": "111111111111", "aws:ResourceAccount": "111111111111"}}`))
	anyCaller  = policy(allow(`"Action": "s3:GetObject", "Resource": "*", "Condition": {"StringEquals": {"aws:ResourceAccount": "111111111111"}}`))
	anywhere   = policy(allow(`"Action": "s3:GetObject", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalAccount": "111111111111"}}`))
	publicRead = policy(allow(`"Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-reports/*"`))
	layers     = policy(
		allow(`"Action": "s3:*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalAccount": "111111111111", "aws:ResourceAccount": "111111111111"}}`),
		allow(`"Action": "s3:GetObject", "Resource": "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"`),
	)
	// large has more statements than AWS takes, so nothing about it is decided.
	large = policy(slices.Repeat([]string{allow(`"Action": "s3:GetObject", "Resource": "*"`)}, 401)...)
)

// told lists findings of one rule as "severity target", and what is not checked of it as
// "later target: reason" or "missing target: reason".
func told(r policies.Result, id string) (found, unchecked []string) {
	for _, f := range slices.Concat(r.Found, r.Changes) {
		if f.Rule == id {
			found = append(found, fmt.Sprintf("%s %s", f.Severity, f.Target))
		}
	}
	for _, n := range r.NotChecked {
		if n.Rule == id {
			when := map[bool]string{true: "later", false: "missing"}[n.Later]
			unchecked = append(unchecked, fmt.Sprintf("%s %s: %s", when, n.Target, n.Reason))
		}
	}
	return found, unchecked
}

// faults are findings that are no reminders, each as rule and target.
func faults(found []rule.Finding) []string {
	var out []string
	for _, f := range found {
		if !f.Reminder && f.Severity != rule.Info {
			out = append(out, fmt.Sprintf("%s %s", f.Rule, f.Target))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
