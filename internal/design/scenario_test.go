package design_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/vpce-tools/terraform-provider-vpce/internal/design"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// scenario is a design from end to end, with the right answer.
type scenario struct {
	Name, Why string
	Inputs    json.RawMessage
	// Endpoints are all that must be there, each with arguments that it must have.
	Endpoints map[string]map[string]any
	// LeftOnNAT are endpoints that do not pay.
	LeftOnNAT []string `json:"left_on_nat"`
	// Errors are all findings of that severity; Also are others that must be there.
	Errors, Also []string
	NotChecked   []string `json:"not_checked"`
	MonthlyTotal string   `json:"monthly_total"`
	// Rules are the keys of all security group rules, Steps beginnings of steps.
	Rules, Steps []string
	// Policies are endpoints that must have a policy.
	Policies []string
}

func TestScenarios(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/scenarios.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []scenario
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		t.Run(s.Name, func(t *testing.T) {
			t.Parallel()
			s.check(t, designed(t, string(s.Inputs)))
		})
	}
}

func (s scenario) check(t *testing.T, d *design.Design) {
	t.Helper()
	equal(t, "endpoints", keys(s.Endpoints), keys(d.Endpoints))
	for key, want := range s.Endpoints {
		if e := d.Endpoints[key]; e != nil {
			got := arguments(e)
			for name, value := range want {
				equal(t, key+"."+name, value, got[name])
			}
		}
	}
	equal(t, "left on NAT", s.LeftOnNAT, d.LeftOnNAT)
	var errors, all []string
	for _, f := range d.Findings {
		all = append(all, fmt.Sprintf("%s %s %s", f.Severity, f.Rule, f.Target))
		if f.Severity == rules.Error {
			errors = append(errors, f.Rule+" "+f.Target)
		}
	}
	equal(t, "errors", s.Errors, errors)
	for _, want := range s.Also {
		if !slices.Contains(all, want) {
			t.Errorf("%s is missing from\n%s", want, strings.Join(all, "\n"))
		}
	}
	var open []string
	for _, n := range d.NotChecked {
		open = append(open, n.Rule+" "+n.Target)
	}
	for _, want := range s.NotChecked {
		if !slices.Contains(open, want) {
			t.Errorf("%s is missing from what was not checked:\n%s", want, strings.Join(open, "\n"))
		}
	}
	if total, known := d.Cost.Total.Get(); s.MonthlyTotal != "" && (!known || total.String() != s.MonthlyTotal) {
		t.Errorf("monthly total %v, want %s", d.Cost.Total, s.MonthlyTotal)
	}
	equal(t, "rules of security groups", s.Rules, keys(d.SecurityGroupRules))
	for _, want := range s.Steps {
		if !slices.ContainsFunc(d.Steps, func(step design.Step) bool { return strings.HasPrefix(step.Side+": "+step.Text, want) }) {
			t.Errorf("no step begins with %q: %v", want, d.Steps)
		}
	}
	var policies []string
	for _, key := range keys(d.Endpoints) {
		if d.Endpoints[key].Policy.IsGiven() {
			policies = append(policies, key)
		}
	}
	if s.Policies != nil {
		equal(t, "policies", s.Policies, policies)
	}
}

func equal[A, B any](t *testing.T, what string, want A, got B) {
	t.Helper()
	if diff := cmp.Diff(any(want), any(got), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func keys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// arguments are those of an endpoint as JSON would have them.
func arguments(e *design.Endpoint) map[string]any {
	out := map[string]any{"vpc_endpoint_type": string(e.Type)}
	for name, v := range map[string]plan.Text{
		"vpc_id": e.VPCID, "service_name": e.ServiceName, "service_region": e.ServiceRegion, "ip_address_type": e.IPAddressType,
	} {
		if text, given := v.Get(); given {
			out[name] = text
		}
	}
	for name, list := range map[string]plan.Texts{"route_table_ids": e.RouteTableIDs, "subnet_ids": e.SubnetIDs, "security_group_ids": e.SecurityGroupIDs} {
		if texts, given := list.Get(); given {
			out[name] = []any{}
			for _, text := range texts {
				out[name] = append(out[name].([]any), text.Or("?"))
			}
		}
	}
	if tables, given := e.RouteTables.Get(); given {
		out["route_tables"] = anyOf(tables)
	}
	if subnets, given := e.Subnets.Get(); given {
		out["subnets"] = anyOf(subnets)
	}
	if enabled, given := e.PrivateDNSEnabled.Get(); given {
		out["private_dns_enabled"] = enabled
	}
	if dns := e.DNSOptions; dns != nil {
		options := map[string]any{}
		if only, given := dns.InboundOnly.Get(); given {
			options["private_dns_only_for_inbound_resolver_endpoint"] = only
		}
		out["dns_options"] = []any{options}
	}
	return out
}

func anyOf(texts []string) []any {
	out := []any{}
	for _, text := range texts {
		out = append(out, text)
	}
	return out
}
