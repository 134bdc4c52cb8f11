package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/go-cty/cty"
	"github.com/hashicorp/go-cty/cty/convert"
	"github.com/hashicorp/go-cty/cty/msgpack"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

const policyGuardrail = "vpce_policy_guardrail"

// s3With is a gateway endpoint for S3 with a policy, sqsWith an interface endpoint for SQS.
func s3With(policy any) values {
	return values{"service_name": "com.amazonaws.us-east-1.s3", "vpc_endpoint_type": "Gateway", "policy": policy}
}

func sqsWith(policy any) values {
	return values{"service_name": "com.amazonaws.us-east-1.sqs", "vpc_endpoint_type": "Interface", "policy": policy}
}

// policies are inputs of the policy guardrail with one endpoint, s3.
func policyOn(policy any, more values) values {
	return with(values{"region": "us-east-1", "endpoints": values{"s3": s3With(policy)}}, more)
}

// proven are inputs about which the guardrail finds nothing and leaves nothing unchecked.
func proven() values {
	return policyOn(closedPolicy, values{"trusted": us, "services": []any{"s3"}, "rule_severity": values{"POL-614": "off", "POL-615": "off"}})
}

// failing are the errors among diagnostics, each as the rule and target of its summary.
func failing(problems []string, severity string) []string {
	out := []string{}
	for _, p := range problems {
		if rest, is := strings.CutPrefix(p, severity+" "); is {
			_, rest, _ = strings.Cut(rest, "): ")
			if _, summary, found := strings.Cut(p, ": POL-"); found {
				summary, _, _ = strings.Cut(summary, ": ")
				out = append(out, "POL-"+summary)
			} else {
				out = append(out, rest)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestPolicyGuardrailPasses(t *testing.T) {
	t.Parallel()
	state, problems, _ := applied(t, serve(t, nil), policyGuardrail, proven(), nil)
	if len(problems) > 0 || state["passed"] != true || len(findingsOf(t, state)) > 0 || len(notCheckedOf(t, state)) > 0 {
		t.Errorf("passed %v, findings %v, not checked %v, diagnostics %v", state["passed"], findingsOf(t, state), state["not_checked"], problems)
	}
	if state["id"] != "policy_guardrail" || state["facts_as_of"] == nil {
		t.Errorf("id %v, facts_as_of %v", state["id"], state["facts_as_of"])
	}
}

// Every fault of every policy is a diagnostic of its own, at the policy at fault.
func TestPolicyGuardrailFailsThePlanAtThePolicy(t *testing.T) {
	t.Parallel()
	pretty := "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\"Sid\": \"Read\", \"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"s3:GetObject\", \"Resource\": \"arn:aws:s3:::example-reports/*\"}\n  ]\n}"
	config := values{
		"region": "us-east-1", "trusted": us,
		"endpoints": values{"s3/gateway": s3With(pretty), "sqs": sqsWith(strings.Replace(openPolicy, `"*"}`, `"*", "Sid": "a b"}`, 1))},
		"policies":  values{"own": strings.Replace(readPolicy, "GetObject", "GetObjects", 1)},
	}
	_, problems, _ := planned(t, serve(t, nil), policyGuardrail, config, nil)
	says(t, problems, []string{
		`error AttributeName("endpoints").ElementKeyString("s3/gateway").AttributeName("policy"): POL-602 (s3/gateway): Only trusted principals may use the endpoint: `,
		"The policy lets the role example of account 999988887777 call s3:GetObject on arn:aws:s3:::example-reports/example. Statement 1 (Read) allows it. Add a condition on aws:PrincipalAccount to statement 1.",
		`Line 4, Statement[0]: `, `{"Sid": "Read", "Effect"`,
		`Where: endpoints["s3/gateway"].policy, line 4, column 5`,
		"Why: With credentials of another account", "Fix: Add a condition on aws:PrincipalOrgID or aws:PrincipalAccount to each Allow.", "Rule: POL-602, https://",
		`error AttributeName("endpoints").ElementKeyString("s3/gateway").AttributeName("policy"): POL-603 (s3/gateway): `,
		`error AttributeName("endpoints").ElementKeyString("s3/gateway").AttributeName("policy"): POL-604 (s3/gateway): `,
		`error AttributeName("endpoints").ElementKeyString("sqs").AttributeName("policy"): POL-601 (sqs): `,
		`error AttributeName("endpoints").ElementKeyString("sqs").AttributeName("policy"): POL-602 (sqs): `,
		`error AttributeName("policies").ElementKeyString("own"): POL-201 (own): `, `Where: policies["own"], line 1, column `, "s3:GetObject",
		`error AttributeName("policies").ElementKeyString("own"): POL-602 (own): `,
	})
}

// What an input does, by the rules that then speak of the one endpoint, and by their severity.
func TestPolicyGuardrailHearsEachInput(t *testing.T) {
	t.Parallel()
	server := serve(t, nil)
	required := values{"reports": values{"actions": []any{"s3:GetObject"}, "resources": []any{"arn:aws:s3:::example-reports/*"}, "principals": []any{"222222222222"}}}
	layers := strings.Replace(closedPolicy, "}]}", `}, {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"}]}`, 1)
	ecr := values{"trusted": us, "services": []any{"s3", "ecr.api"}}
	elsewhere := strings.Replace(closedPolicy, `, "aws:ResourceAccount": "111111111111"`, "", 1)
	for name, c := range map[string]struct {
		config   values
		errors   []string
		warnings []string
	}{
		"nothing is stated":               {policyOn(readPolicy, nil), []string{}, []string{"POL-603 (s3)"}},
		"trusted":                         {policyOn(readPolicy, values{"trusted": us}), []string{"POL-602 (s3)", "POL-603 (s3)", "POL-604 (s3)"}, []string{}},
		"required, and there":             {policyOn(readPolicy, values{"required": required, "allow_anonymous": true}), []string{}, []string{}},
		"required, and not there":         {policyOn(closedPolicy, values{"required": required}), []string{"POL-609 (s3)"}, []string{}},
		"more than agreed":                {policyOn(readPolicy, values{"allow_anonymous": true, "reference_policies": values{"s3": closedPolicy}}), []string{"POL-611 (s3)"}, []string{}},
		"what was agreed":                 {policyOn(closedPolicy, values{"reference_policies": values{"s3": openPolicy}}), []string{}, []string{}},
		"unsigned requests may":           {policyOn(readPolicy, values{"allow_anonymous": true}), []string{}, []string{}},
		"unsigned requests may not":       {policyOn(readPolicy, values{"allow_anonymous": false}), []string{"POL-603 (s3)"}, []string{}},
		"services by themselves":          {policyOn(servicePolicy, values{"trusted": us, "resources": []any{"arn:aws:s3:::example-reports/*"}}), []string{"POL-602 (s3)"}, []string{}},
		"services that may":               {policyOn(servicePolicy, values{"trusted": us, "resources": []any{"arn:aws:s3:::example-reports/*"}, "allow_aws_service_principals": true}), []string{}, []string{}},
		"layers that are needed":          {policyOn(layers, ecr), []string{}, []string{}},
		"layers, said so":                 {policyOn(layers, with(ecr, values{"aws_owned_resources": "auto"})), []string{}, []string{}},
		"layers, and none may":            {policyOn(layers, with(ecr, values{"aws_owned_resources": "none"})), []string{"POL-602 (s3)", "POL-603 (s3)", "POL-604 (s3)"}, []string{}},
		"layers, listed":                  {policyOn(layers, with(ecr, values{"aws_owned_resources": []any{"arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"}})), []string{}, []string{}},
		"layers, others listed":           {policyOn(layers, with(ecr, values{"aws_owned_resources": []any{"arn:aws:s3:::other/*"}})), []string{"POL-602 (s3)", "POL-603 (s3)", "POL-604 (s3)"}, []string{}},
		"layers that nobody needs":        {policyOn(layers, values{"trusted": us}), []string{"POL-602 (s3)", "POL-603 (s3)", "POL-604 (s3)"}, []string{}},
		"layers that are shut out":        {policyOn(closedPolicy, with(ecr, values{"workloads": values{"ecr_pull": []any{}}})), []string{}, []string{"POL-609 (s3)"}},
		"resources of others":             {policyOn(elsewhere, values{"trusted": us}), []string{"POL-604 (s3)"}, []string{}},
		"resources of others that may":    {policyOn(elsewhere, values{"trusted": us, "resources": []any{"*"}}), []string{}, []string{}},
		"an assumption less":              {policyOn(closedPolicy, values{"trusted": us, "assumptions": values{"anonymous_keys": false}}), []string{"POL-603 (s3)"}, []string{}},
		"an assumption more":              {policyOn(closedPolicy, values{"trusted": us, "assumptions": values{"anonymous_keys": true}}), []string{}, []string{}},
		"no policy":                       {policyOn(nil, nil), []string{}, []string{"POL-601 (s3)"}},
		"no policy, an empty text":        {policyOn("", nil), []string{}, []string{"POL-601 (s3)"}},
		"no policy, and one must be":      {policyOn(nil, values{"require_policy": true}), []string{"POL-601 (s3)"}, []string{}},
		"full access, and that is not it": {policyOn(openPolicy, values{"require_policy": true, "allow_anonymous": true}), []string{"POL-601 (s3)"}, []string{}},
		"a document in its place":         {policyOn(openPolicy, values{"policies": values{"s3": closedPolicy}, "trusted": us}), []string{}, []string{}},
		"a document of no endpoint":       {policyOn(closedPolicy, values{"policies": values{"own": openPolicy}, "trusted": us}), []string{"POL-601 (own)", "POL-602 (own)", "POL-603 (own)", "POL-604 (own)"}, []string{}},
		"a document of no endpoint alone": {values{"region": "us-east-1", "policies": values{"own": closedPolicy}, "trusted": us}, []string{}, []string{}},
		"a service without policies":      {values{"region": "us-east-1", "endpoints": values{"x": values{"service_name": "com.amazonaws.us-east-1.email-smtp", "vpc_endpoint_type": "Interface", "policy": openPolicy}}}, []string{"POL-610 (x)"}, []string{"POL-601 (x)"}},
		"a text that is no policy":        {policyOn(notAPolicy, values{"trusted": us}), []string{"POL-001 (s3)"}, []string{}},
		"a policy that is too large":      {policyOn(sized(20_481), nil), []string{"POL-003 (s3)"}, []string{"POL-603 (s3)"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, problems, _ := planned(t, server, policyGuardrail, c.config, nil)
			if diff := cmp.Diff(c.errors, failing(problems, "error")); diff != "" {
				t.Errorf("errors (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.warnings, failing(problems, "warning")); diff != "" {
				t.Errorf("warnings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPolicyGuardrailReportsInsteadOfFailing(t *testing.T) {
	t.Parallel()
	state, problems, _ := applied(t, serve(t, nil), policyGuardrail, policyOn(openPolicy, values{"trusted": us, "mode": "report"}), nil)
	if len(failing(problems, "error")) > 0 {
		t.Errorf("report mode fails: %v", problems)
	}
	if state["passed"] != false || !slices.Contains(findingsOf(t, state), "error POL-602 s3") {
		t.Errorf("passed %v, findings %v", state["passed"], findingsOf(t, state))
	}
	f := at(t, state, "findings", 0).(values)
	if f["attribute"] != `endpoints["s3"].policy` || f["line"] != "1" || f["column"] != "41" || f["source"] == "" || f["fix"] == "" {
		t.Errorf("the first finding is %v", f)
	}
}

// One run can be told to report, so that a stack with a fault can still be destroyed.
func TestPolicyGuardrailHearsTheEnvironment(t *testing.T) {
	t.Setenv("VPCE_GUARDRAILS", "report")
	_, problems, _ := planned(t, serve(t, nil), policyGuardrail, policyOn(openPolicy, values{"trusted": us, "mode": "enforce"}), nil)
	if len(failing(problems, "error")) > 0 || !slices.Contains(failing(problems, "warning"), "POL-602 (s3)") {
		t.Errorf("VPCE_GUARDRAILS=report is not heard: %v", problems)
	}
}

func TestPolicyGuardrailMovesSeverities(t *testing.T) {
	t.Parallel()
	server := serve(t, values{"rule_severity": values{"POL-*": "warning"}})
	config := policyOn(readPolicy, values{"trusted": us})
	_, problems, _ := planned(t, server, policyGuardrail, config, nil)
	if got := failing(problems, "error"); len(got) > 0 {
		t.Errorf("the provider's rule_severity is not heard: %v", got)
	}
	_, problems, _ = planned(t, server, policyGuardrail, with(config, values{"rule_severity": values{"POL-60*": "error", "POL-603": "off", "POL-604": "info"}}), nil)
	if diff := cmp.Diff([]string{"POL-602 (s3)"}, failing(problems, "error")); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
	state, problems, _ := planned(t, server, policyGuardrail, with(config, values{"rule_severity": values{"POL-*": "off"}}), nil)
	if state["passed"] != true || len(problems) > 0 || len(state["findings"].([]any)) > 0 {
		t.Errorf("with every rule off: passed %v, %v, %v", state["passed"], problems, state["findings"])
	}
}

func TestPolicyGuardrailIgnoresWithAReason(t *testing.T) {
	t.Parallel()
	server := serve(t, nil)
	entry := func(rule, target string) values {
		return values{"rule": rule, "target": target, "reason": "public reports"}
	}
	config := policyOn(readPolicy, values{"trusted": us, "ignore": []any{entry("POL-602", "s*"), entry("POL-603", "*"), entry("POL-604", "s3")}})
	state, problems, _ := applied(t, server, policyGuardrail, config, nil)
	if len(failing(problems, "error")) > 0 {
		t.Fatalf("an accepted finding fails: %v", problems)
	}
	if state["passed"] != true || at(t, state, "ignored", 0, "rule") != "POL-602" || at(t, state, "ignored", 2, "reason") != "public reports" {
		t.Errorf("passed %v, ignored %v, not checked %v", state["passed"], state["ignored"], state["not_checked"])
	}
	state, problems, _ = planned(t, server, policyGuardrail, with(proven(), values{"ignore": []any{entry("POL-602", "s3"), entry("GW-03", "*")}}), nil)
	if !slices.Contains(findingsOf(t, state), "warning TF-13 POL-602") || slices.Contains(findingsOf(t, state), "warning TF-13 GW-03") {
		t.Errorf("an entry that accepts nothing is not told, or one of another guardrail is: %v", findingsOf(t, state))
	}
	says(t, problems, []string{`AttributeName("ignore").ElementKeyInt(0)`, "TF-13"})
	_, problems, _ = planned(t, server, policyGuardrail, with(proven(), values{"ignore": []any{entry("POL-999", "*")}}), nil)
	says(t, problems, []string{"POL-999", "is not the id of a rule"})
}

func TestPolicyGuardrailRefusesWhatItCannotUse(t *testing.T) {
	t.Parallel()
	server := serve(t, nil)
	trusting := func(trusted any) values { return policyOn(closedPolicy, values{"trusted": trusted}) }
	require := func(access any) values { return policyOn(closedPolicy, values{"required": values{"x": access}}) }
	owned := func(v any) values { return policyOn(closedPolicy, values{"aws_owned_resources": v}) }
	for name, c := range map[string]struct {
		config values
		want   []string
	}{
		"a name in trusted":         {trusting(values{"acount_ids": []any{"111111111111"}}), []string{`error AttributeName("trusted"): `, `trusted.acount_ids: "acount_ids" is not known here; did you mean "account_ids"?`}},
		"trusted as a list":         {trusting([]any{"111111111111"}), []string{`error AttributeName("trusted"): `, "An object is needed here"}},
		"trusted in a text":         {trusting(values{"organization_ids": "o-a1b2c3d4e5"}), []string{"trusted.organization_ids: A list is needed here, and this is a string"}},
		"trusted numbers":           {trusting(values{"account_ids": []any{111111111111}}), []string{"trusted.account_ids[0]: A list of texts is needed, and this element is a number"}},
		"nobody is trusted":         {trusting(values{}), []string{"Nobody is named in it"}},
		"a short account":           {trusting(values{"account_ids": []any{"1"}}), []string{`trusted.account_ids["1"]: `, "12 digits"}},
		"a word for AWS's own":      {owned("all"), []string{`error AttributeName("aws_owned_resources"): `, `"all" is neither auto nor none`}},
		"a number for AWS's own":    {owned(3), []string{`error AttributeName("aws_owned_resources"): `, "This is a number; auto, none or a list of ARN patterns is needed"}},
		"a map for AWS's own":       {owned(values{}), []string{"This is a map; auto, none or a list"}},
		"a list with a number":      {owned([]any{"arn:aws:s3:::x/*", 3}), []string{"aws_owned_resources[1]: A list of texts is needed, and this element is a number"}},
		"an assumption that is not": {policyOn(closedPolicy, values{"assumptions": values{"anonymous": false}}), []string{`error AttributeName("assumptions").ElementKeyString("anonymous"): `, "is not a fact on which proofs rest", "anonymous_keys"}},
		"an assumption of null":     {policyOn(closedPolicy, values{"assumptions": values{"anonymous_keys": nil}}), []string{`AttributeName("assumptions")`}},
		"required as a list":        {policyOn(closedPolicy, values{"required": []any{values{}}}), []string{`error AttributeName("required"): `, "A map is needed here, and this is a list"}},
		"a name in required":        {require(values{"action": []any{"s3:GetObject"}}), []string{`required["x"].action: "action" is not known here; did you mean "actions"?`}},
		"an action in a text":       {require(values{"actions": "s3:GetObject"}), []string{`required["x"].actions: A list is needed here, and this is a string`}},
		"a principal that is none":  {require(values{"principals": []any{"everyone"}}), []string{`required["x"].principals[0]: "everyone" is neither`}},
		"an entry that is null":     {require(nil), []string{`required["x"]: This entry is null`}},
		"everything at once":        {policyOn(closedPolicy, values{"trusted": values{}, "required": []any{}, "aws_owned_resources": "x"}), []string{`AttributeName("trusted")`, `AttributeName("required")`, `AttributeName("aws_owned_resources")`}},
		"a Region that is none":     {policyOn(closedPolicy, values{"region": "us-east-9"}), []string{"Unknown Region"}},
		"a mode that is none":       {policyOn(closedPolicy, values{"mode": "warn"}), []string{"mode", "enforce"}},
		"a workload that is none":   {policyOn(closedPolicy, values{"workloads": values{"ecr": []any{}}}), []string{`AttributeName("workloads").ElementKeyString("ecr")`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, problems, _ := planned(t, server, policyGuardrail, c.config, nil)
			says(t, problems, c.want)
		})
	}
}

// What is not known yet is not checked at plan, and judged at apply; nothing fails because of it.
func TestPolicyGuardrailWaitsForWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	server := serve(t, nil)
	for name, c := range map[string]struct {
		config values
		want   string
	}{
		"a policy":              {policyOn(unknown, values{"trusted": us}), "POL-001 (s3): the policy is not known yet"},
		"a document":            {policyOn(nil, values{"policies": values{"s3": unknown}}), "POL-001 (s3): the policy is not known yet"},
		"all documents":         {policyOn(openPolicy, values{"policies": unknown}), "POL-001: policies is not known yet"},
		"trusted":               {policyOn(closedPolicy, values{"trusted": unknown}), "POL-602: trusted is not known yet"},
		"a trusted account":     {policyOn(closedPolicy, values{"trusted": values{"account_ids": []any{unknown}}}), "POL-602: trusted is not known yet"},
		"required":              {policyOn(closedPolicy, values{"required": unknown}), "POL-609: required is not known yet"},
		"a required principal":  {policyOn(closedPolicy, values{"required": values{"x": values{"principals": []any{unknown}}}}), "POL-609: required is not known yet"},
		"a reference":           {policyOn(closedPolicy, values{"reference_policies": values{"s3": unknown}}), "POL-611 (s3): the reference policy is not known yet"},
		"an assumption":         {policyOn(readPolicy, values{"assumptions": values{"anonymous_keys": unknown}}), "POL-602 (s3): assumptions is not known yet"},
		"AWS's own":             {policyOn(readPolicy, values{"aws_owned_resources": unknown}), "POL-603 (s3): aws_owned_resources is not known yet"},
		"an own one":            {policyOn(readPolicy, values{"aws_owned_resources": []any{unknown}}), "POL-603 (s3): aws_owned_resources is not known yet"},
		"whether unsigned may":  {policyOn(readPolicy, values{"allow_anonymous": unknown}), "POL-603 (s3): allow_anonymous is not known yet"},
		"whether services may":  {policyOn(servicePolicy, values{"trusted": us, "resources": []any{"*"}, "allow_aws_service_principals": unknown}), "POL-602 (s3): allow_aws_service_principals is not known yet"},
		"what may be reached":   {policyOn(strings.Replace(closedPolicy, `, "aws:ResourceAccount": "111111111111"`, "", 1), values{"trusted": us, "resources": unknown}), "POL-604 (s3): resources is not known yet"},
		"the type":              {values{"region": "us-east-1", "trusted": us, "endpoints": values{"s3": values{"service_name": "com.amazonaws.us-east-1.s3", "vpc_endpoint_type": unknown, "policy": readPolicy}}}, "POL-602 (s3): vpc_endpoint_type is not known yet"},
		"the service":           {values{"region": "us-east-1", "trusted": us, "endpoints": values{"s3": values{"service_name": unknown, "vpc_endpoint_type": "Gateway", "policy": readPolicy}}}, "POL-602 (s3): service_name is not known yet"},
		"an entry":              {values{"region": "us-east-1", "endpoints": values{"s3": unknown}}, "POL-001 (s3): the policy is not known yet"},
		"endpoints":             {values{"region": "us-east-1", "endpoints": unknown}, "POL-001: endpoints is not known yet"},
		"services":              {policyOn(readPolicy, values{"trusted": us, "services": unknown}), "POL-602 (s3): services or workloads is not known yet"},
		"whether there must be": {policyOn(nil, values{"require_policy": unknown}), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state, problems, _ := planned(t, server, policyGuardrail, c.config, nil)
			if got := failing(problems, "error"); len(got) > 0 {
				t.Errorf("the plan fails: %v", got)
			}
			for _, name := range []string{"passed", "findings", "ignored", "not_checked"} {
				if state[name] != any(unknown) {
					t.Errorf("%s is %v, want unknown", name, state[name])
				}
			}
			if c.want != "" {
				says(t, problems, []string{"Checks Wait For Apply: ", c.want})
			}
		})
	}
}

// A fault of one policy is told at plan although another policy is not known yet.
func TestPolicyGuardrailJudgesWhatIsKnownAtPlan(t *testing.T) {
	t.Parallel()
	config := policyOn(openPolicy, values{"trusted": us})
	config["endpoints"].(values)["sqs"] = sqsWith(unknown)
	_, problems, _ := planned(t, serve(t, nil), policyGuardrail, config, nil)
	says(t, problems, []string{`error AttributeName("endpoints").ElementKeyString("s3").AttributeName("policy"): POL-602 (s3): `, "POL-001 (sqs): the policy is not known yet"})
	if slices.ContainsFunc(failing(problems, "error"), func(s string) bool { return strings.Contains(s, "sqs") }) {
		t.Errorf("a policy that is not known fails: %v", problems)
	}
}

// Undecided is not checked, and never a pass.
func TestPolicyGuardrailSaysWhatIsUndecided(t *testing.T) {
	t.Parallel()
	// More statements than AWS takes are not looked at one by one.
	statement := `{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}`
	large := `{"Version":"2012-10-17","Statement":[` + strings.Repeat(statement+",", 400) + statement + `]}`
	config := values{
		"region": "us-east-1", "trusted": us, "endpoints": values{"a": s3With(large), "b": s3With(large)},
		"rule_severity": values{"POL-0*": "off", "POL-1*": "off", "POL-2*": "off", "POL-3*": "off", "POL-61*": "off"},
	}
	state, problems, _ := applied(t, serve(t, nil), policyGuardrail, config, nil)
	if state["passed"] != false || len(failing(problems, "error")) > 0 {
		t.Errorf("passed %v: %v", state["passed"], problems)
	}
	for _, want := range []string{"POL-602 a", "POL-602 b", "POL-603 a", "POL-603 b", "POL-604 a", "POL-604 b"} {
		if !slices.Contains(notCheckedOf(t, state), want) {
			t.Errorf("%s is not told: %v", want, notCheckedOf(t, state))
		}
	}
	for _, n := range state["not_checked"].([]any) {
		if reason := at(t, n, "reason").(string); strings.HasPrefix(at(t, n, "rule").(string), "POL-60") && !strings.HasPrefix(reason, "it could not be decided: ") {
			t.Errorf("the reason is %q", reason)
		}
	}
}

// Whatever the text, the guardrail judges it.
func TestPolicyGuardrailTakesAnyText(t *testing.T) {
	t.Parallel()
	server := serve(t, nil)
	for name, text := range hostile() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := policyOn(text, values{"trusted": us, "policies": values{"own": text}, "reference_policies": values{"s3": text}})
			_, problems, _ := planned(t, server, policyGuardrail, config, nil)
			says(t, problems, []string{"(s3)", "(own)"})
		})
	}
}

// Rules about a change are shown while it is planned, and leave nothing behind.
func TestPolicyGuardrailShowsChangesOnce(t *testing.T) {
	t.Parallel()
	server := serve(t, nil)
	// POL-612 is an info, which no diagnostic shows unless somebody makes it a warning.
	options := values{"allow_anonymous": true, "rule_severity": values{"POL-612": "warning"}}
	for name, c := range map[string]struct {
		next values
		want string
	}{
		"other words": {policyOn(strings.ReplaceAll(readPolicy, ": ", ":"), options), "POL-612 (s3)"},
		"removed":     {policyOn(nil, options), "POL-613 (s3)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, before := applied(t, server, policyGuardrail, policyOn(readPolicy, options), nil)
			_, problems, _ := planned(t, server, policyGuardrail, c.next, before)
			if !slices.Contains(failing(problems, "warning"), c.want) {
				t.Errorf("the change is not told: %v", problems)
			}
			state, _, after := applied(t, server, policyGuardrail, c.next, before)
			again, problems, plannedAgain := planned(t, server, policyGuardrail, c.next, after)
			for _, f := range findingsOf(t, state) {
				if strings.Contains(f, "POL-612") || strings.Contains(f, "POL-613") {
					t.Errorf("a change is stored: %s", f)
				}
			}
			if diff := cmp.Diff(state, again); diff != "" {
				t.Errorf("the plan after an apply is not empty (-state +plan):\n%s", diff)
			}
			if !slices.Equal(plannedAgain.MsgPack, after.MsgPack) {
				t.Error("the planned state has other bytes than the state")
			}
			if slices.Contains(failing(problems, "warning"), c.want) {
				t.Errorf("the change is over, and still told: %v", problems)
			}
		})
	}
}

// Whole objects of aws_vpc_endpoint fit. In a new stack the policy of one that has none of its
// own is not known, and one that is written is judged at plan.
func TestPolicyGuardrailTakesWholeEndpoints(t *testing.T) {
	t.Parallel()
	// Of what is not known Terraform converts the type, which this version of the library does
	// only where no attribute is missing.
	want := element(inputType(t, policyGuardrail, "endpoints")).AttributeTypes()
	object := func(attributes map[string]cty.Value) cty.Value {
		out := map[string]cty.Value{}
		for name, typ := range awsType(t, "aws_vpc_endpoint").AttributeTypes() {
			if ours, taken := want[name]; taken {
				typ = ours
			}
			out[name] = cty.UnknownVal(typ)
		}
		out["auto_accept"] = cty.NullVal(cty.Bool)
		maps.Copy(out, attributes)
		return cty.ObjectVal(out)
	}
	text := cty.StringVal
	trusted := cty.ObjectVal(map[string]cty.Value{"account_ids": cty.TupleVal([]cty.Value{text("111111111111")})})
	created := func(policy cty.Value) cty.Value {
		return object(map[string]cty.Value{"service_name": text("com.amazonaws.us-east-1.s3"), "vpc_endpoint_type": text("Gateway"), "policy": policy})
	}
	for name, c := range map[string]struct {
		endpoint cty.Value
		errors   []string
		waits    string
	}{
		"a policy that is computed":  {created(cty.UnknownVal(cty.String)), []string{}, "POL-001 (s3): the policy is not known yet"},
		"a policy that is written":   {created(text(readPolicy)), []string{"POL-602 (s3)", "POL-603 (s3)", "POL-604 (s3)"}, ""},
		"a policy that says enough":  {created(text(closedPolicy)), []string{}, ""},
		"an endpoint that was there": {whole(t, map[string]cty.Value{"id": text("vpce-1"), "service_name": text("com.amazonaws.us-east-1.s3"), "vpc_endpoint_type": text("Gateway"), "policy": text(readPolicy)}), []string{"POL-602 (s3)", "POL-603 (s3)", "POL-604 (s3)"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			problems := plannedWhole(t, policyGuardrail, map[string]cty.Value{
				"region": text("us-east-1"), "trusted": trusted, "endpoints": cty.ObjectVal(map[string]cty.Value{"s3": c.endpoint}),
			})
			if diff := cmp.Diff(c.errors, failing(problems, "error")); diff != "" {
				t.Errorf("errors (-want +got):\n%s", diff)
			}
			if c.waits != "" {
				says(t, problems, []string{c.waits})
			}
		})
	}
}

// whole is a resource object as it stands in a state.
func whole(t *testing.T, attributes map[string]cty.Value) cty.Value {
	t.Helper()
	out := map[string]cty.Value{}
	for name, typ := range awsType(t, "aws_vpc_endpoint").AttributeTypes() {
		out[name] = cty.NullVal(typ)
	}
	maps.Copy(out, attributes)
	return cty.ObjectVal(out)
}

// Objects of hashicorp/aws fit the inputs of the policy guardrail, and what it reads arrives.
func TestPolicyGuardrailTakesWholeObjects(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		aws, attribute string
		arrives        []string
	}{
		{"aws_vpc_endpoint", "endpoints", []string{"id", "vpc_id", "service_name", "vpc_endpoint_type", "policy", "state"}},
		{"data.aws_vpc_endpoint", "endpoints", []string{"id", "vpc_id", "service_name", "vpc_endpoint_type", "policy", "state"}},
		{"aws_vpc_endpoint_service", "endpoint_services", []string{"service_name"}},
		{"data.aws_vpc_endpoint_service", "endpoint_services", []string{"service_name", "owner", "vpc_endpoint_policy_supported"}},
		{"aws_subnet", "subnets", []string{"id", "vpc_id"}},
	} {
		t.Run(c.aws, func(t *testing.T) {
			t.Parallel()
			want := element(inputType(t, policyGuardrail, c.attribute))
			from := sample(awsType(t, c.aws), c.aws)
			got, err := convert.Convert(fill(from, want), want)
			if err != nil {
				t.Fatal(err)
			}
			arrived, source := leaves(got), leaves(from)
			for _, path := range c.arrives {
				if arrived[path] == "" || arrived[path] != source[path] {
					t.Errorf("%s arrives as %q, was %q", path, arrived[path], source[path])
				}
			}
		})
	}
}

// plannedWhole converts a configuration to the schema, unknown values and all, as Terraform
// does, and plans it.
func plannedWhole(t *testing.T, name string, config map[string]cty.Value) []string {
	t.Helper()
	server := serve(t, nil)
	schema := schemasOf(t, server).ResourceSchemas[name]
	want := ctyType(t, schema.ValueType())
	converted := map[string]cty.Value{}
	for attribute, typ := range want.AttributeTypes() {
		converted[attribute] = cty.NullVal(typ)
		v, given := config[attribute]
		switch {
		case given && typ == cty.DynamicPseudoType:
			converted[attribute] = v
		case given:
			got, err := convert.Convert(fill(v, typ), typ)
			if err != nil {
				t.Fatalf("%s: %v", attribute, err)
			}
			converted[attribute] = got
		}
	}
	packed, err := msgpack.Marshal(cty.ObjectVal(converted), want)
	if err != nil {
		t.Fatal(err)
	}
	dynamic := &tfprotov6.DynamicValue{MsgPack: packed}
	resp, err := server.PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: name, PriorState: null(t, schema), ProposedNewState: dynamic, Config: dynamic,
	})
	if err != nil {
		t.Fatal(err)
	}
	return diagnostics(resp.Diagnostics)
}

// The function answers as the resource does, and takes policies that are not known yet.
func TestGuardrailFunctionJudgesPolicies(t *testing.T) {
	t.Parallel()
	out, problem := call(t, "guardrail", policyOn(readPolicy, values{"trusted": us, "rule_severity": values{"*": "off", "POL-60?": "error"}}))
	if problem != "" {
		t.Fatal(problem)
	}
	for _, id := range []string{"POL-602", "POL-603", "POL-604"} {
		if !slices.Contains(findingsOf(t, out.(values)), fmt.Sprintf("error %s s3", id)) {
			t.Errorf("%s is not among %v", id, findingsOf(t, out.(values)))
		}
	}
	if out, problem = call(t, "guardrail", policyOn(unknown, values{"trusted": us, "rule_severity": values{"*": "off", "POL-*": "error"}})); problem != "" || at(t, out, "passed") != any(unknown) {
		t.Errorf("passed %v, %s", at(t, out, "passed"), problem)
	}
	for name, c := range map[string]struct {
		inputs values
		want   string
	}{
		"a document that is an object":  {values{"region": "us-east-1", "policies": values{"x": values{"Version": "2012-10-17"}}}, `policies["x"]: A string is needed here, and this is a map`},
		"documents in a list":           {values{"region": "us-east-1", "policies": []any{readPolicy}}, "policies: A map is needed here, and this is a list"},
		"resources in a text":           {values{"region": "us-east-1", "resources": "*"}, "resources: A list is needed here, and this is a string"},
		"a flag that is a text":         {values{"region": "us-east-1", "allow_anonymous": "yes"}, "allow_anonymous: A bool is needed here, and this is a string"},
		"an assumption that is a text":  {values{"region": "us-east-1", "assumptions": values{"partition": "no"}}, `assumptions["partition"]: A bool is needed here`},
		"a reference that is an object": {values{"region": "us-east-1", "reference_policies": values{"x": values{}}}, `reference_policies["x"]: A string is needed here`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, problem := call(t, "guardrail", c.inputs); !strings.Contains(problem, c.want) {
				t.Errorf("%q has no %q", problem, c.want)
			}
		})
	}
}
