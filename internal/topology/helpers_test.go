package topology_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
	"github.com/vpce-tools/terraform-provider-vpce/internal/topology"
)

type (
	in           = topology.Input
	subnets      = map[string]topology.Subnet
	tables       = map[string]topology.RouteTable
	associations = map[string]topology.RouteTableAssociation
	routes       = map[string]topology.Route
	endpoints    = map[string]topology.Endpoint
)

// is is a given text.
func is(s string) topology.Text { return maybe.Of(s) }

// of gives a map or list.
func of[T any](v T) maybe.Value[T] { return maybe.Of(v) }

// later is a value that is not known yet.
func later[T any]() maybe.Value[T] { return maybe.Unknown[T]() }

func list(words ...string) maybe.Value[[]topology.Text] {
	out := []topology.Text{}
	for _, w := range words {
		out = append(out, is(w))
	}
	return maybe.Of(out)
}

func facts(t testing.TB) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func read(t testing.TB, input topology.Input) *topology.Network {
	t.Helper()
	n, errs := topology.Read(input)
	if len(errs) > 0 {
		t.Fatalf("the input cannot be used: %v", errs)
	}
	return n
}

// associate asks for one service in us-east-1.
func associate(t testing.TB, input topology.Input, services ...string) *topology.Associations {
	t.Helper()
	out, errs := read(t, input).Associate(facts(t), topology.AssociateRequest{Region: "us-east-1", Services: maybe.Of(services)})
	if len(errs) > 0 {
		t.Fatalf("the request cannot be used: %v", errs)
	}
	return out
}

// outcome writes a report down, one line for each finding and each rule not checked, sorted
// as the report sorts them: "E GW-03 target: words of the detail".
func outcome(r rules.Report) []string {
	out := []string{}
	for _, f := range r.Findings() {
		id := strings.Join(append([]string{f.Rule}, f.Related...), "/")
		out = append(out, fmt.Sprintf("%s %s %s: %s", strings.ToUpper(f.Severity.String()[:1]), id, f.Target, f.Detail))
	}
	for _, n := range r.NotChecked() {
		out = append(out, fmt.Sprintf("? %s %s: %s", n.Rule, n.Target, n.Reason))
	}
	return out
}

// heads cuts the details off.
func heads(r rules.Report) []string {
	out := []string{}
	for _, line := range outcome(r) {
		head, _, _ := strings.Cut(line, ": ")
		out = append(out, strings.TrimSpace(strings.TrimSuffix(head, ":")))
	}
	return out
}

func same(t *testing.T, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(maybe.Value[string]{})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// faults keeps the findings of severity error.
func faults(r rules.Report) []string {
	out := []string{}
	for _, line := range outcome(r) {
		if strings.HasPrefix(line, "E ") {
			out = append(out, line)
		}
	}
	return out
}

// placeServices chooses subnets for services.
func placeServices(t testing.TB, n *topology.Network, q topology.Asked) *topology.Placements {
	t.Helper()
	out, errs := n.PlaceServices(facts(t), q)
	if len(errs) > 0 {
		t.Fatalf("the request cannot be used: %v", errs)
	}
	return out
}

// chosen are the subnets of each placement.
func chosen(p *topology.Placements) map[string][]string {
	out := map[string][]string{}
	for key, placement := range p.Placements {
		out[key] = placement.Subnets
	}
	return out
}
