package provider

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// planned calls ValidateResourceConfig and PlanResourceChange as Terraform does, and returns
// the planned state as plain Go, the diagnostics as text, and the state itself.
func planned(tb testing.TB, server tfprotov6.ProviderServer, name string, config values, prior *tfprotov6.DynamicValue) (values, []string, *tfprotov6.DynamicValue) {
	tb.Helper()
	schema, ok := schemasOf(tb, server).ResourceSchemas[name]
	if !ok {
		tb.Fatalf("there is no resource %s", name)
	}
	dynamic := dynamicValue(tb, schema, config)
	validated, err := server.ValidateResourceConfig(context.Background(), &tfprotov6.ValidateResourceConfigRequest{TypeName: name, Config: dynamic})
	if err != nil {
		tb.Fatal(err)
	}
	if problems := diagnostics(validated.Diagnostics); len(problems) > 0 {
		return nil, problems, nil
	}
	if prior == nil {
		prior = null(tb, schema)
	}
	resp, err := server.PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: name, PriorState: prior, ProposedNewState: proposed(tb, schema, config, prior), Config: dynamic,
	})
	if err != nil {
		tb.Fatal(err)
	}
	problems := diagnostics(resp.Diagnostics)
	if resp.PlannedState == nil {
		return nil, problems, nil
	}
	state, err := resp.PlannedState.Unmarshal(schema.ValueType())
	if err != nil {
		tb.Fatal(err)
	}
	out, _ := plain(tb, state).(values)
	return out, problems, resp.PlannedState
}

// applied plans and applies, and returns the new state.
func applied(tb testing.TB, server tfprotov6.ProviderServer, name string, config values, prior *tfprotov6.DynamicValue) (values, []string, *tfprotov6.DynamicValue) {
	tb.Helper()
	schema := schemasOf(tb, server).ResourceSchemas[name]
	_, problems, state := planned(tb, server, name, config, prior)
	if state == nil || slices.ContainsFunc(problems, func(p string) bool { return strings.HasPrefix(p, "error") }) {
		return nil, problems, nil
	}
	if prior == nil {
		prior = null(tb, schema)
	}
	resp, err := server.ApplyResourceChange(context.Background(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: name, PriorState: prior, PlannedState: state, Config: dynamicValue(tb, schema, config),
	})
	if err != nil {
		tb.Fatal(err)
	}
	after, err := resp.NewState.Unmarshal(schema.ValueType())
	if err != nil {
		tb.Fatal(err)
	}
	out, _ := plain(tb, after).(values)
	return out, diagnostics(resp.Diagnostics), resp.NewState
}

func null(tb testing.TB, schema *tfprotov6.Schema) *tfprotov6.DynamicValue {
	tb.Helper()
	v, err := tfprotov6.NewDynamicValue(schema.ValueType(), tftypes.NewValue(schema.ValueType(), nil))
	if err != nil {
		tb.Fatal(err)
	}
	return &v
}

// proposed is what Terraform proposes: the configuration, and of what the provider computes
// the prior value.
func proposed(tb testing.TB, schema *tfprotov6.Schema, config values, prior *tfprotov6.DynamicValue) *tfprotov6.DynamicValue {
	tb.Helper()
	before, err := prior.Unmarshal(schema.ValueType())
	if err != nil {
		tb.Fatal(err)
	}
	old := map[string]tftypes.Value{}
	if !before.IsNull() {
		if err := before.As(&old); err != nil {
			tb.Fatal(err)
		}
	}
	object, _ := schema.ValueType().(tftypes.Object)
	next := map[string]tftypes.Value{}
	for _, attribute := range schema.Block.Attributes {
		t := object.AttributeTypes[attribute.Name]
		next[attribute.Name] = value(tb, t, config[attribute.Name])
		if was, known := old[attribute.Name]; known && attribute.Computed {
			next[attribute.Name] = was
		}
	}
	v, err := tfprotov6.NewDynamicValue(object, tftypes.NewValue(object, next))
	if err != nil {
		tb.Fatal(err)
	}
	return &v
}

// leaky is a design with one error, GW-03, and warnings besides.
func leaky() values {
	return values{
		"region":       "us-east-1",
		"endpoints":    values{"s3": values{"service_name": "com.amazonaws.us-east-1.s3", "vpc_endpoint_type": "Gateway", "route_tables": []any{"a"}}},
		"route_tables": values{"a": values{}, "b": values{}},
		"subnets":      values{"a": values{"route_table": "a"}, "b": values{"route_table": "b"}},
	}
}

func with(config values, more values) values {
	out := maps.Clone(config)
	maps.Copy(out, more)
	return out
}

func TestGuardrailFailsThePlanAtTheAttribute(t *testing.T) {
	t.Parallel()
	_, problems, _ := planned(t, serve(t, nil), "vpce_endpoint_guardrail", leaky(), nil)
	says(t, problems, []string{
		`error AttributeName("endpoints").ElementKeyString("s3").AttributeName("route_table_ids"): GW-03 (s3): Every client subnet's effective route table must be associated`,
		`Where: endpoints["s3"].route_table_ids`, "Fix: Add the subnet's effective route table", "Rule: GW-03, https://docs.aws.amazon.com/",
	})
}

func TestGuardrailReportsInsteadOfFailing(t *testing.T) {
	t.Parallel()
	state, problems, _ := applied(t, serve(t, nil), "vpce_endpoint_guardrail", with(leaky(), values{"mode": "report"}), nil)
	for _, p := range problems {
		if strings.HasPrefix(p, "error") {
			t.Errorf("report mode fails: %s", p)
		}
	}
	if state["passed"] != false || !slices.Contains(findingsOf(t, state), "error GW-03 s3") {
		t.Errorf("passed %v, findings %v", state["passed"], findingsOf(t, state))
	}
	if state["facts_as_of"] == nil || state["id"] != "endpoint_guardrail" {
		t.Errorf("facts_as_of %v, id %v", state["facts_as_of"], state["id"])
	}
}

// A plan after an apply must be empty, whatever was found.
func TestGuardrailPlansNothingAfterApply(t *testing.T) {
	t.Parallel()
	server := serve(t, nil)
	config := with(leaky(), values{"mode": "report"})
	state, _, after := applied(t, server, "vpce_endpoint_guardrail", config, nil)
	again, _, _ := planned(t, server, "vpce_endpoint_guardrail", config, after)
	for name := range state {
		if name == "passed" && again[name] != state[name] {
			t.Errorf("%s is planned to change from %v to %v", name, state[name], again[name])
		}
	}
	if len(findingsOf(t, again)) != len(findingsOf(t, state)) {
		t.Errorf("findings are planned to change")
	}
}

func TestGuardrailJudgesWhatIsKnownAtPlan(t *testing.T) {
	t.Parallel()
	config := leaky()
	config["endpoints"].(values)["dynamodb"] = values{"service_name": "com.amazonaws.us-east-1.dynamodb", "vpc_endpoint_type": "Gateway", "route_table_ids": unknown}
	state, problems, _ := planned(t, serve(t, nil), "vpce_endpoint_guardrail", with(config, values{"mode": "report"}), nil)
	says(t, problems, []string{"GW-03 (s3)", "Checks Wait For Apply: ", "GW-03 (dynamodb)"})
	for _, name := range []string{"passed", "findings", "ignored", "not_checked"} {
		if state[name] != any(unknown) {
			t.Errorf("%s is %v, want unknown", name, state[name])
		}
	}
}

func TestGuardrailIgnoresWithAReason(t *testing.T) {
	t.Parallel()
	ignore := []any{values{"rule": "GW-03", "target": "s*", "reason": "b is emptied next week"}}
	state, problems, _ := applied(t, serve(t, nil), "vpce_endpoint_guardrail", with(leaky(), values{"ignore": ignore}), nil)
	if len(problems) > 0 && strings.HasPrefix(problems[0], "error") {
		t.Fatalf("an accepted finding fails: %v", problems)
	}
	if at(t, state, "ignored", 0, "reason") != "b is emptied next week" || at(t, state, "ignored", 0, "rule") != "GW-03" {
		t.Errorf("ignored %v", state["ignored"])
	}
	unused := []any{values{"rule": "GW-11", "target": "*", "reason": "left over"}}
	state, _, _ = planned(t, serve(t, nil), "vpce_endpoint_guardrail", with(leaky(), values{"mode": "report", "ignore": unused}), nil)
	if !slices.Contains(findingsOf(t, state), "warning TF-13 GW-11") {
		t.Errorf("an entry that accepts nothing is not told: %v", findingsOf(t, state))
	}
}

func TestGuardrailMovesSeverities(t *testing.T) {
	t.Parallel()
	server := serve(t, values{"rule_severity": values{"GW-*": "warning"}})
	_, problems, _ := planned(t, server, "vpce_endpoint_guardrail", leaky(), nil)
	for _, p := range problems {
		if strings.HasPrefix(p, "error") {
			t.Errorf("the provider's rule_severity is not heard: %s", p)
		}
	}
	_, problems, _ = planned(t, server, "vpce_endpoint_guardrail", with(leaky(), values{"rule_severity": values{"GW-03": "error"}}), nil)
	says(t, problems, []string{"error AttributeName(\"endpoints\").ElementKeyString(\"s3\").AttributeName(\"route_table_ids\"): GW-03"})
	state, _, _ := planned(t, server, "vpce_endpoint_guardrail", with(leaky(), values{"rule_severity": values{"*": "off"}}), nil)
	if state["passed"] != true || len(state["not_checked"].([]any)) > 0 {
		t.Errorf("with every rule off: passed %v, not checked %v", state["passed"], state["not_checked"])
	}
}

func TestGuardrailRefusesWhatItCannotUse(t *testing.T) {
	t.Parallel()
	server := serve(t, nil)
	for name, c := range map[string]struct {
		resource string
		config   values
		want     []string
	}{
		"a Region that is none":          {"vpce_region_guardrail", values{"region": "us-east-9"}, []string{"Unknown Region", "us-east-9"}},
		"an allowed Region that is none": {"vpce_region_guardrail", values{"region": "us-east-1", "allowed_regions": []any{"eu"}}, []string{"allowed_regions", `"eu"`}},
		"a short account":                {"vpce_account_guardrail", values{"region": "us-east-1", "account_id": "123"}, []string{"account_id", "12 digits"}},
		"an unknown name in a target":    {"vpce_region_guardrail", values{"region": "us-east-1", "targets": values{"x": values{"servce": "s3"}}}, []string{"targets", `"servce" is not known here; did you mean "service"?`}},
		"a key that no table has":        {"vpce_endpoint_guardrail", with(leaky(), values{"endpoints": values{"s3": values{"service_name": "com.amazonaws.us-east-1.s3", "route_tables": []any{"z"}}}}), []string{`"z" is not a key of route_tables; its keys are a, b.`}},
		"an unknown quota":               {"vpce_endpoint_guardrail", values{"region": "us-east-1", "quotas": values{"gateways": 3}}, []string{"quotas", "gateways"}},
		"a rule that is none":            {"vpce_endpoint_guardrail", with(leaky(), values{"ignore": []any{values{"rule": "GW-99", "target": "*", "reason": "x"}}}), []string{"GW-99"}},
		"an ignore without a reason":     {"vpce_endpoint_guardrail", with(leaky(), values{"ignore": []any{values{"rule": "GW-03", "target": "*", "reason": " "}}}), []string{"A reason is needed"}},
		"a severity that is none":        {"vpce_endpoint_guardrail", with(leaky(), values{"rule_severity": values{"GW-03": "fatal"}}), []string{"Invalid Rule Severity", "fatal"}},
		"a severity that is not known":   {"vpce_endpoint_guardrail", with(leaky(), values{"rule_severity": unknown}), []string{"Unknown Rule Severity"}},
		"a mode that is none":            {"vpce_endpoint_guardrail", with(leaky(), values{"mode": "warn"}), []string{"mode", "enforce"}},
		"a type that is none":            {"vpce_endpoint_guardrail", values{"region": "us-east-1", "endpoints": values{"x": values{"vpc_endpoint_type": "interface"}}}, []string{"vpc_endpoint_type", `"interface" is not a type of endpoint`}},
		"no Region anywhere":             {"vpce_endpoint_guardrail", values{}, []string{"Missing Region"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, problems, _ := planned(t, server, c.resource, c.config, nil)
			says(t, problems, c.want)
		})
	}
}

// An object that is not known at all waits; nothing is judged in its stead.
func TestGuardrailWaitsForWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]values{
		"region":    with(leaky(), values{"region": unknown}),
		"endpoints": with(leaky(), values{"endpoints": unknown}),
		"an entry":  with(leaky(), values{"endpoints": values{"s3": unknown}}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state, problems, _ := planned(t, serve(t, nil), "vpce_endpoint_guardrail", config, nil)
			says(t, problems, []string{"warning", "Checks Wait For Apply: "})
			for _, p := range problems {
				if strings.HasPrefix(p, "error") {
					t.Errorf("something not known fails the plan: %s", p)
				}
			}
			if state["passed"] != any(unknown) {
				t.Errorf("passed is %v", state["passed"])
			}
		})
	}
}

func TestGuardrailFunctionJudgesOneObject(t *testing.T) {
	t.Parallel()
	out, problem := call(t, "guardrail", leaky())
	if problem != "" {
		t.Fatal(problem)
	}
	state, _ := out.(values)
	if state["passed"] != false || !slices.Contains(findingsOf(t, state), "error GW-03 s3") {
		t.Errorf("passed %v, findings %v", state["passed"], findingsOf(t, state))
	}
	for _, name := range []string{"an object"} {
		if _, problem := call(t, "guardrail", "text"); !strings.Contains(problem, name) {
			t.Errorf("%q has no %q", problem, name)
		}
	}
	if _, problem := call(t, "guardrail", with(leaky(), values{"endpoint": values{}})); !strings.Contains(problem, `did you mean "endpoints"?`) {
		t.Errorf("an unknown name: %q", problem)
	}
}

// What a value that is not known yet may change is unknown; a fault that is certain is told.
func TestGuardrailFunctionKeepsOpenWhatMayChange(t *testing.T) {
	t.Parallel()
	certain := leaky()
	certain["endpoints"].(values)["kms"] = values{"service_name": "com.amazonaws.us-east-1.kms", "vpc_endpoint_type": "Interface", "subnet_ids": unknown}
	out, problem := call(t, "guardrail", certain)
	if state, _ := out.(values); problem != "" || state["passed"] != false || state["findings"] != any(unknown) {
		t.Errorf("passed %v, findings %v, %s", at(t, out, "passed"), at(t, out, "findings"), problem)
	}
	open := values{"region": "us-east-1", "endpoints": values{"s3": values{"service_name": "com.amazonaws.us-east-1.s3", "vpc_endpoint_type": "Gateway", "route_table_ids": unknown}}}
	if out, problem = call(t, "guardrail", open); problem != "" || at(t, out, "passed") != any(unknown) {
		t.Errorf("passed %v, %s", at(t, out, "passed"), problem)
	}
}
