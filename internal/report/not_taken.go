package report

import (
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/design"
)

// notTaken says which alternatives there were, and which wishes got no endpoint.
func notTaken(p *page, d *design.Design) {
	var rejected [][]string
	var without []string
	for _, key := range slices.Sorted(maps.Keys(d.Recommendations)) {
		r := d.Recommendations[key]
		for _, other := range r.Rejected {
			rejected = append(rejected, []string{code(key), prose(string(other.Type)), sentence(other.Reason), prose(other.Rule)})
		}
		if len(r.Endpoints) == 0 {
			without = append(without, noEndpoint(key, r.Reasons))
		}
	}
	if len(rejected)+len(without)+len(d.LeftOnNAT) == 0 {
		return
	}
	p.para("### Not taken")
	if len(without) > 0 {
		p.para("Services without an endpoint:")
		p.list(without)
	}
	if len(d.LeftOnNAT) > 0 {
		p.para("Left out because the traffic is cheaper through NAT: %s.", codes(d.LeftOnNAT, 4*shownNames))
	}
	if len(rejected) > 0 {
		p.foldedIf(len(rejected) > 2*shownNames, counted(len(rejected), "rejected alternative"), func() {
			p.table([]string{"Service", "Alternative", "Why not", "Rule"}, nil, rejected)
		})
	}
}

func noEndpoint(key string, reasons []string) string {
	if len(reasons) == 0 {
		return code(key)
	}
	return code(key) + ": " + strings.Join(mapped(reasons, sentence), " ")
}
