package provider

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

const policyAnalysis = "vpce_policy_analysis"

// verdicts are the verdicts of an answer by question.
func verdicts(t *testing.T, state values) map[string]any {
	t.Helper()
	out := map[string]any{}
	for key, answer := range state["results"].(values) {
		out[key] = at(t, answer, "verdict")
	}
	return out
}

func TestPolicyAnalysisAnswersWhatApplies(t *testing.T) {
	t.Parallel()
	server := serve(t, nil)
	access := values{"x": values{"actions": []any{"s3:GetObject"}, "principals": []any{"222222222222"}}}
	for name, c := range map[string]struct {
		config values
		want   map[string]any
	}{
		"a policy alone": {values{"policy": closedPolicy}, map[string]any{"anonymous": "proved", "nothing_allowed": "counterexample", "dead_statements": "proved"}},
		"everything": {
			values{"policy": closedPolicy, "trusted": us, "reference_policy": openPolicy, "required": access, "forbidden": access},
			map[string]any{
				"anonymous": "proved", "nothing_allowed": "counterexample", "dead_statements": "proved", "principal_outside": "proved", "resource_outside": "proved",
				"no_new_access": "proved", "lost_access": "counterexample", "equivalent": "counterexample", "must_allow": "counterexample", "access_not_granted": "proved",
			},
		},
		"some questions": {values{"policy": readPolicy, "trusted": us, "questions": []any{"anonymous", "principal_outside"}}, map[string]any{"anonymous": "counterexample", "principal_outside": "counterexample"}},
		"no question":    {values{"policy": readPolicy, "questions": []any{}}, map[string]any{"anonymous": "counterexample", "nothing_allowed": "counterexample", "dead_statements": "proved"}},
		"several policies": {
			values{"policies": values{"a": closedPolicy, "b/c": readPolicy}, "questions": []any{"anonymous"}},
			map[string]any{"a/anonymous": "proved", "b/c/anonymous": "counterexample"},
		},
		"no policies":         {values{"policies": values{}}, map[string]any{}},
		"for gateways":        {values{"policy": rootPolicy, "trusted": us, "required": values{"x": values{"principals": []any{"arn:aws:iam::111111111111:role/app"}, "actions": []any{"s3:GetObject"}}}, "questions": []any{"must_allow"}, "vpc_endpoint_type": "Gateway"}, map[string]any{"must_allow": "counterexample"}},
		"for interfaces":      {values{"policy": rootPolicy, "trusted": us, "required": values{"x": values{"principals": []any{"arn:aws:iam::111111111111:role/app"}, "actions": []any{"s3:GetObject"}}}, "questions": []any{"must_allow"}, "vpc_endpoint_type": "Interface"}, map[string]any{"must_allow": "proved"}},
		"for a service":       {values{"policy": readPolicy, "service": "sqs", "questions": []any{"nothing_allowed"}}, map[string]any{"nothing_allowed": "proved"}},
		"with exceptions":     {values{"policy": readPolicy, "trusted": us, "resources": []any{"arn:aws:s3:::example-reports/*"}, "questions": []any{"resource_outside"}}, map[string]any{"resource_outside": "proved"}},
		"with services":       {values{"policy": servicePolicy, "trusted": us, "allow_aws_service_principals": true, "questions": []any{"principal_outside"}}, map[string]any{"principal_outside": "proved"}},
		"without a fact":      {values{"policy": closedPolicy, "assumptions": values{"anonymous_keys": false}, "questions": []any{"anonymous"}}, map[string]any{"anonymous": "counterexample"}},
		"the largest one":     {values{"policy": sized(20_480), "questions": []any{"anonymous"}}, map[string]any{"anonymous": "counterexample"}},
		"one that is more":    {values{"policy": sized(20_481), "questions": []any{"anonymous"}}, map[string]any{"anonymous": "counterexample"}},
		"in China":            {values{"policy": strings.ReplaceAll(readPolicy, "arn:aws:", "arn:aws-cn:"), "region": "cn-north-1", "questions": []any{"anonymous"}}, map[string]any{"anonymous": "counterexample"}},
		"a text that is none": {values{"policy": notAPolicy}, map[string]any{"anonymous": "undecided", "nothing_allowed": "undecided", "dead_statements": "undecided"}},
		"an empty text":       {values{"policy": ""}, map[string]any{"anonymous": "undecided", "nothing_allowed": "undecided", "dead_statements": "undecided"}},
		"one empty of two":    {values{"policies": values{"a": "", "b": closedPolicy}, "questions": []any{"anonymous"}}, map[string]any{"a/anonymous": "undecided", "b/anonymous": "proved"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state, problems := read(t, server, policyAnalysis, c.config)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			if diff := cmp.Diff(c.want, verdicts(t, state)); diff != "" {
				t.Errorf("verdicts (-want +got):\n%s", diff)
			}
			if version, is := state["semantics_version"].(string); !is || version == "" {
				t.Errorf("semantics_version is %v", state["semantics_version"])
			}
			for key, answer := range state["results"].(values) {
				policy, _ := c.config["policy"].(string)
				if several, is := c.config["policies"].(values); is {
					policy = several[key[:strings.LastIndex(key, "/")]].(string)
				}
				if at(t, answer, "verdict") != "undecided" {
					answerHolds(t, policy, answer, key[strings.LastIndex(key, "/")+1:])
				}
			}
		})
	}
}

// A witness is a request: its context holds lists, and nothing that does not matter.
func TestPolicyAnalysisShowsARequest(t *testing.T) {
	t.Parallel()
	policy := strings.Replace(closedPolicy, `"aws:PrincipalAccount": "111111111111", `, "", 1)
	state, problems := read(t, serve(t, nil), policyAnalysis, values{"policy": policy, "trusted": us, "service": "s3", "region": "us-east-1", "vpc_endpoint_type": "Gateway", "questions": []any{"principal_outside"}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	got := at(t, state, "results", "principal_outside")
	want := values{
		"verdict": "counterexample", "reason": nil, "allowed_by": "1", "assumptions": []any{},
		"explanation": "The policy lets the role example of account 999988887777 call s3:PutObject on arn:aws:s3:::amzn-s3-demo-bucket/example (aws:ResourceAccount 111111111111). Statement 1 (Ours) allows it. Add a condition on aws:PrincipalAccount to statement 1.",
		"witness": values{
			"principal": "arn:aws:iam::999988887777:role/example", "action": "s3:PutObject", "resource": "arn:aws:s3:::amzn-s3-demo-bucket/example", "vpc_endpoint_type": "Gateway",
			"context": values{"aws:PrincipalAccount": []any{"999988887777"}, "aws:PrincipalArn": []any{"arn:aws:iam::999988887777:role/example"}, "aws:PrincipalIsAWSService": []any{"false"}, "aws:ResourceAccount": []any{"111111111111"}},
		},
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if diff := cmp.Diff(want[name], at(t, got, name)); diff != "" && name != "witness" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	for key, list := range at(t, got, "witness", "context").(values) {
		if _, is := list.([]any); !is {
			t.Errorf("%s is %v, want a list", key, list)
		}
	}
	if account := at(t, got, "witness", "context", "aws:ResourceAccount", 0); account != "111111111111" {
		t.Errorf("aws:ResourceAccount is %v", account)
	}
}

// A policy that cannot be read has findings that say why, at its own path, and no verdict.
func TestPolicyAnalysisSaysWhyAPolicyCannotBeRead(t *testing.T) {
	t.Parallel()
	state, problems := read(t, serve(t, nil), policyAnalysis, values{"policies": values{"a": `{"Version": `, "b": closedPolicy}, "questions": []any{"anonymous"}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if diff := cmp.Diff([]string{"error POL-001 a"}, findingsOf(t, state)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if path := at(t, state, "findings", 0, "attribute"); path != `policies["a"]` {
		t.Errorf("it stands at %v", path)
	}
	if reason := at(t, state, "results", "a/anonymous", "reason"); reason != "the policy cannot be read" {
		t.Errorf("the reason is %v", reason)
	}
	if at(t, state, "results", "a/anonymous", "witness") != nil || at(t, state, "results", "b/anonymous", "verdict") != "proved" {
		t.Errorf("results are %v", state["results"])
	}
}

func TestPolicyAnalysisLints(t *testing.T) {
	t.Parallel()
	server := serve(t, values{"rule_severity": values{"POL-601": "info", "POL-102": "off"}})
	for name, c := range map[string]struct {
		config values
		want   []string
	}{
		"full access":        {values{"policy": openPolicy}, []string{"info POL-601 "}},
		"too large":          {values{"policy": sized(20_481)}, []string{"error POL-003 "}},
		"of another service": {values{"policies": values{"q": readPolicy}, "service": "sqs", "region": "us-east-1"}, []string{"warning POL-203 q"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state, problems := read(t, server, policyAnalysis, c.config)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			if diff := cmp.Diff(c.want, findingsOf(t, state)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPolicyAnalysisRefusesWhatItCannotUse(t *testing.T) {
	t.Parallel()
	server := serve(t, nil)
	ask := func(more values) values { return with(values{"policy": readPolicy}, more) }
	for name, c := range map[string]struct {
		config values
		want   []string
	}{
		"no policy":                {values{"trusted": us}, []string{"policy", "policies"}},
		"a policy and policies":    {values{"policy": readPolicy, "policies": values{"a": readPolicy}}, []string{"policy", "policies"}},
		"a null policy among them": {values{"policies": values{"a": nil}}, []string{`error AttributeName("policies").ElementKeyString("a"): `, "This entry is null"}},
		"a question that is none":  {ask(values{"questions": []any{"anonymus"}}), []string{`AttributeName("questions")`, "anonymus", "principal_outside"}},
		"nobody is trusted":        {ask(values{"questions": []any{"principal_outside", "resource_outside"}}), []string{`error AttributeName("questions"): `, "The question principal_outside needs trusted", "The question resource_outside needs trusted"}},
		"no reference":             {ask(values{"questions": []any{"no_new_access", "lost_access", "equivalent"}}), []string{"no_new_access needs reference_policy", "lost_access needs reference_policy", "equivalent needs reference_policy"}},
		"nothing required":         {ask(values{"questions": []any{"must_allow"}}), []string{"must_allow needs required"}},
		"nothing forbidden":        {ask(values{"questions": []any{"access_not_granted"}}), []string{"access_not_granted needs forbidden"}},
		"the trusted, who are not": {ask(values{"required": values{"x": values{"principals": []any{"trusted"}}}}), []string{"must_allow needs trusted"}},
		"a reference that is none": {ask(values{"reference_policy": notAPolicy}), []string{`error AttributeName("reference_policy"): `, "The policy cannot be used: "}},
		"an empty reference":       {ask(values{"reference_policy": ""}), []string{`error AttributeName("reference_policy"): `}},
		"a name in trusted":        {ask(values{"trusted": values{"account_id": []any{"111111111111"}}}), []string{`error AttributeName("trusted"): `, `did you mean "account_ids"?`}},
		"a name in required":       {ask(values{"required": values{"x": values{"principal": []any{"*"}}}}), []string{`error AttributeName("required"): `, `did you mean "principals"?`}},
		"a name in forbidden":      {ask(values{"forbidden": values{"x": values{"resource": []any{"*"}}}}), []string{`error AttributeName("forbidden"): `, `did you mean "resources"?`}},
		"an action in a text":      {ask(values{"forbidden": values{"x": values{"actions": "s3:*"}}}), []string{`error AttributeName("forbidden"): `, `forbidden["x"].actions: A list is needed here, and this is a string`}},
		"a fact that is none":      {ask(values{"assumptions": values{"anonymous": true}}), []string{`error AttributeName("assumptions").ElementKeyString("anonymous"): `, "is not a fact on which proofs rest"}},
		"a type that is none":      {ask(values{"vpc_endpoint_type": "gateway"}), []string{`error AttributeName("vpc_endpoint_type"): `, "neither Gateway nor Interface"}},
		"a service that is none":   {ask(values{"service": "secretmanager"}), []string{`error AttributeName("service"): `, "secretsmanager"}},
		"an alias of two":          {ask(values{"service": "ecr"}), []string{`error AttributeName("service"): `, "ecr.api, ecr.dkr"}},
		"a Region that is none":    {ask(values{"region": "us-esat-1"}), []string{`error AttributeName("region"): `, "is not a Region"}},
		"everything at once":       {ask(values{"trusted": values{}, "service": "x", "region": "y", "vpc_endpoint_type": "z"}), []string{`AttributeName("trusted")`, `AttributeName("service")`, `AttributeName("region")`, `AttributeName("vpc_endpoint_type")`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, problems := read(t, server, policyAnalysis, c.config)
			says(t, problems, c.want)
		})
	}
}

// A data source is read when everything is known; until then nothing that is not known is an
// error.
func TestPolicyAnalysisValidatesUnknowns(t *testing.T) {
	t.Parallel()
	server := serve(t, nil)
	schema := schemasOf(t, server).DataSourceSchemas[policyAnalysis]
	for name, config := range map[string]values{
		"the policy":        {"policy": unknown},
		"policies":          {"policies": unknown},
		"one of policies":   {"policies": values{"a": unknown}},
		"trusted":           {"policy": readPolicy, "trusted": unknown},
		"inside trusted":    {"policy": readPolicy, "trusted": values{"account_ids": []any{unknown}}},
		"inside required":   {"policy": readPolicy, "required": values{"x": values{"actions": unknown}}},
		"questions":         {"policy": readPolicy, "questions": unknown},
		"a question":        {"policy": readPolicy, "questions": []any{unknown}},
		"an assumption":     {"policy": readPolicy, "assumptions": values{"partition": unknown}},
		"the type":          {"policy": readPolicy, "vpc_endpoint_type": unknown, "service": unknown, "region": unknown},
		"resources":         {"policy": readPolicy, "resources": []any{unknown}},
		"another policy":    {"policy": readPolicy, "reference_policy": unknown},
		"both, one to come": {"policy": unknown, "policies": nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			resp, err := server.ValidateDataResourceConfig(context.Background(), &tfprotov6.ValidateDataResourceConfigRequest{
				TypeName: policyAnalysis, Config: dynamicValue(t, schema, config),
			})
			if err != nil {
				t.Fatal(err)
			}
			if problems := diagnostics(resp.Diagnostics); len(problems) > 0 {
				t.Errorf("refused: %v", problems)
			}
		})
	}
}

// Whatever the text, there is an answer.
func TestPolicyAnalysisTakesAnyText(t *testing.T) {
	t.Parallel()
	server := serve(t, nil)
	for name, text := range hostile() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state, problems := read(t, server, policyAnalysis, values{"policy": text, "trusted": us})
			if len(problems) > 0 {
				says(t, problems, nil)
				return
			}
			if len(state["results"].(values)) == 0 {
				t.Error("no question is answered")
			}
			for kind, verdict := range verdicts(t, state) {
				if verdict == "proved" && len(findingsOf(t, state)) == 0 {
					t.Errorf("%s is proved of a text without a fault", kind)
				}
			}
		})
	}
}
