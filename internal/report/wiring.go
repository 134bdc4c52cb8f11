package report

import (
	"fmt"
	"maps"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/design"
)

func securityGroupRules(p *page, d *design.Design) {
	if len(d.SecurityGroupRules) == 0 {
		return
	}
	p.para("### Security group rules")
	p.para("`ingress` belongs to the group of the endpoints, `egress` to that of the callers.")
	var rows [][]string
	for _, key := range slices.Sorted(maps.Keys(d.SecurityGroupRules)) {
		r := d.SecurityGroupRules[key]
		other := name(firstText(r.CIDRIPv4, r.CIDRIPv6, r.PrefixListName))
		rows = append(rows, []string{code(key), prose(r.Type), fmt.Sprintf("TCP %d", r.Port), other, prose(r.Description)})
	}
	p.foldedIf(len(rows) > 3*shownNames, counted(len(rows), "rule"), func() {
		p.table([]string{"Rule", "Type", "Port", "Other side", "For"}, nil, rows)
	})
}

func privateHostedZones(p *page, d *design.Design) {
	if len(d.PrivateHostedZones) == 0 {
		return
	}
	p.para("### Private hosted zones")
	var rows [][]string
	for _, z := range d.PrivateHostedZones {
		names := code(z.Name)
		if z.Wildcard {
			names += " and " + code("*."+z.Name)
		}
		rows = append(rows, []string{code(z.Name), names, code(z.Endpoint)})
	}
	p.table([]string{"Zone", "Answers", "Endpoint"}, nil, rows)
}

// The endpoints of S3 that AWS wants in order.
const (
	s3Gateway   = "s3/gateway"
	s3Interface = "s3/interface"
)

// s3Order says how the order is kept in Terraform, since one for_each over all endpoints keeps none.
const s3Order = "In Terraform, give `interface_endpoints` a resource of their own that `depends_on` the one of `gateway_endpoints`: " +
	"so `s3/gateway` is created before `s3/interface` and destroyed after it (DNS-07, GW-22)."

// steps lists what has to be done besides, by whom.
func steps(p *page, d *design.Design) {
	pair := d.Endpoints[s3Gateway] != nil && d.Endpoints[s3Interface] != nil
	if len(d.Steps) == 0 && !pair {
		return
	}
	p.para("### Steps")
	bySide := map[string][]string{}
	for _, s := range d.Steps {
		bySide[s.Side] = append(bySide[s.Side], sentence(s.Text))
	}
	for _, side := range slices.Sorted(maps.Keys(bySide)) {
		p.para("%s:", sideName(side))
		for i, text := range bySide[side] {
			fmt.Fprintf(p, "%d. %s\n", i+1, text)
		}
		p.WriteString("\n")
	}
	if pair {
		p.para("%s", s3Order)
	}
}

func sideName(side string) string {
	switch side {
	case design.Consumer:
		return "On the consumer's side"
	case design.Provider:
		return "On the provider's side"
	}
	return "Side " + code(side)
}
