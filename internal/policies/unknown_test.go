package policies_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/guardrail"
	"github.com/vpce-tools/terraform-provider-vpce/internal/policies"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree/treetest"
)

// unknowable are inputs of which every value is made unknown in turn.
func unknowable() map[string]object {
	mixed := policy(
		allow(`"Action": "s3:*", "Resource": "*"`),
		allow(`"Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-reports/*"`),
		deny(`"Action": "s3:*", "Resource": "arn:aws:s3:::example-secret/*", "Condition": {"StringEquals": {"aws:PrincipalAccount": "222222222222"}}`),
	)
	root := policy(`{"Effect": "Allow", "Principal": {"AWS": "111111111111"}, "Action": "s3:*", "Resource": "*"}`)
	inVPC := policy(allow(`"Action": "s3:*", "Resource": "*", "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-1", "aws:PrincipalAccount": "111111111111", "aws:ResourceAccount": "111111111111"}}`))
	services := policy(allow(`"Action": "s3:*", "Resource": "*", "Condition": {"Bool": {"aws:PrincipalIsAWSService": "true"}}`))
	return map[string]object{
		"nothing stated":     on(mixed, nil),
		"trusted":            on(mixed, object{"trusted": trusted, "require_policy": true}),
		"anonymous may":      on(publicRead, object{"allow_anonymous": true}),
		"anonymous may not":  on(publicRead, object{"allow_anonymous": false}),
		"services may":       on(services, object{"trusted": trusted, "allow_aws_service_principals": true}),
		"other resources":    on(anywhere, object{"trusted": trusted, "resources": []string{"*"}}),
		"AWS's own, listed":  on(layers, object{"trusted": trusted, "aws_owned_resources": []string{"arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"}}),
		"AWS's own, none":    on(layers, object{"trusted": trusted, "aws_owned_resources": "none", "services": []string{"ecr.api"}}),
		"AWS's own, needed":  on(layers, object{"trusted": trusted, "services": []string{"ecr.api", "ecr.dkr"}}),
		"AWS's own, at work": on(layers, object{"trusted": trusted, "workloads": object{"ecr_pull": []string{}}}),
		"AWS's own, blocked": on(inside, object{"trusted": trusted, "workloads": object{"ecr_pull": []string{}}}),
		"AWS's own, beside": {"trusted": trusted, "endpoints": object{
			"s3": s3(layers), "ecr": object{"service_name": "com.amazonaws.us-east-1.ecr.api", "vpc_endpoint_type": "Interface", "policy": nil},
		}},
		"an account":       on(root, object{"trusted": trusted, "required": object{"x": object{"actions": []string{"s3:GetObject"}, "principals": []string{"111111111111"}}}}),
		"only the trusted": on(inside, object{"trusted": trusted, "required": object{"x": object{"actions": []string{"s3:GetObject"}, "principals": []string{"trusted"}, "context": object{"aws:ResourceAccount": "111111111111"}}}}),
		"of a VPC": {"trusted": trusted, "required": object{"x": object{"actions": []string{"s3:GetObject"}, "principals": []string{"111111111111"}, "context": object{"aws:ResourceAccount": "111111111111"}}}, "endpoints": object{
			"s3": object{"service_name": "com.amazonaws.us-east-1.s3", "vpc_id": "vpc-1", "id": "vpce-1", "vpc_endpoint_type": "Gateway", "policy": inVPC},
		}},
		"compared":           on(mixed, object{"reference_policies": object{"s3": publicRead}}),
		"a document besides": on(full, object{"policies": object{"s3": inside, "own": publicRead}, "trusted": trusted}),
		"an assumption":      on(inside, object{"trusted": trusted, "assumptions": object{"principal_account": false}}),
		"a dead statement": on(policy(
			allow(`"Action": "s3:*", "Resource": "*", "Condition": {"StringEquals": {"aws:username": "x"}, "Bool": {"aws:PrincipalIsAWSService": "true"}}`),
			allow(`"Action": "s3:*", "Resource": "arn:aws:s3:::example-reports/*"`),
		), object{"assumptions": object{"principal_keys": false}}),
		"an account, through an interface": {
			"endpoints": object{"s3": object{"service_name": "com.amazonaws.us-east-1.s3", "vpc_endpoint_type": "Interface", "policy": root}},
			"trusted":   trusted, "required": object{"x": object{"actions": []string{"s3:GetObject"}, "principals": []string{"arn:aws:iam::111111111111:role/r"}}},
		},
		"no effect": {"endpoints": object{"x": object{"service_name": "com.amazonaws.us-east-1.codecommit", "vpc_endpoint_type": "Interface", "policy": full}}},
		"of a partner": {
			"endpoints":         object{"x": object{"service_name": "com.amazonaws.vpce.us-east-1.vpce-svc-0a", "vpc_endpoint_type": "Interface", "policy": full}},
			"endpoint_services": object{"p": object{"service_name": "com.amazonaws.vpce.us-east-1.vpce-svc-0a", "owner": "amazon", "vpc_endpoint_policy_supported": true}},
		},
		"two types":        {"endpoints": object{"a": sqs(policy(allow(`"Action": "sqs:*", "Resource": "*"`))), "b": s3(full)}},
		"no policy at all": {"endpoints": object{"a": sqs(nil), "b": s3(nil)}, "require_policy": true},
		"another Region": {"endpoints": object{"a": object{
			"service_name": "com.amazonaws.us-west-2.sqs", "service_region": "us-west-2", "vpc_endpoint_type": "Interface",
			"policy": policy(allow(`"Action": "sqs:*", "Resource": "arn:aws:sqs:us-west-2:111111111111:queue"`)),
		}}},
	}
}

// What becomes known later may add faults and takes none back; and where a fault is no longer
// found, something says that it was not looked for.
func TestWhatIsNotKnownYetTakesNothingBack(t *testing.T) {
	t.Parallel()
	for name, inputs := range unknowable() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, err := json.Marshal(inputs)
			if err != nil {
				t.Fatal(err)
			}
			in, err := tree.FromJSON(text)
			if err != nil {
				t.Fatal(err)
			}
			known := judge(t, inputs, nil)
			want, worst := faults(known.Found), severities(known.Found)
			for _, at := range treetest.Places(in) {
				early, ok := judgeUnknown(t, treetest.Hide(in, at))
				if !ok {
					continue
				}
				where := strings.Join(at, ".")
				for _, fault := range faults(early.Found) {
					if !slices.Contains(want, fault) {
						t.Errorf("while %s is not known there is %s, which goes once it is known", where, fault)
					}
				}
				for fault, severity := range severities(early.Found) {
					if severity < worst[fault] {
						t.Errorf("while %s is not known %s is worse than once it is known", where, fault)
					}
				}
				for _, fault := range want {
					if !slices.Contains(faults(early.Found), fault) && !slices.ContainsFunc(early.NotChecked, func(n rule.NotChecked) bool { return n.Later }) {
						t.Errorf("while %s is not known %s is neither found nor waited for", where, fault)
					}
				}
			}
		})
	}
}

// severities are the worst ones of each fault.
func severities(found []rule.Finding) map[string]rule.Severity {
	out := map[string]rule.Severity{}
	for _, f := range found {
		key := f.Rule + " " + f.Target
		if worst, told := out[key]; !told || f.Severity < worst {
			out[key] = f.Severity
		}
	}
	return out
}

// judgeUnknown judges inputs; false if they cannot be used.
func judgeUnknown(t *testing.T, in tree.Value) (policies.Result, bool) {
	t.Helper()
	facts, err := catalog.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	region, _ := facts.Region("us-east-1")
	p, errs := guardrail.Read(facts, region, in)
	if len(errs) > 0 {
		return policies.Result{}, false
	}
	result, err := policies.Judge(p)
	if err != nil {
		t.Fatal(err)
	}
	return result, true
}
