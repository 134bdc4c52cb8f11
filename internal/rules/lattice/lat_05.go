package lattice

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// lat05: A service-network endpoint needs a free block of addresses in each zone.
var lat05 = rule.Rule{
	ID: "LAT-05", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "A service-network endpoint needs a free block of addresses in each zone",
	Why:    "It takes a contiguous /28 per zone for VPC Lattice services and one IPv4 address per resource configuration; with IPv6 a /80. Which addresses are taken no input shows, but AWS keeps the first four and the last of each subnet, so a /28 has none to give.",
	Fix:    "Choose larger subnets with such a block free, best ones that hold nothing else.",
	Source: page.ServiceNetworks,
	Check:  checkBlock,
}

// smallestBlock is the size of a block for VPC Lattice services, in bits of its prefix.
const smallestBlock = 28

// checkBlock refuses subnets that cannot have such a block free, and reminds of it for the
// others.
func checkBlock(c *rule.Case) {
	for _, e := range c.Of(catalog.ServiceNetwork) {
		if e.Subnets.Open {
			c.Later(e.Key, "its subnets are not all known yet")
		}
		small, told := "", false
		for _, i := range e.Subnets.Items {
			subnet := c.Network.Subnets[i]
			block, ok := plan.ParsePrefix(subnet.CIDRBlock)
			switch {
			case subnet.IPv4.IsGiven() && !subnet.IPv4.Or(true): // IPv6 only
			case !subnet.Listed && !c.Network.SubnetsGiven.Or(false):
				if !c.Need("", "subnets", c.Network.SubnetsGiven) {
					return
				}
			case !ok:
				told = told || !c.Need(e.Key, fmt.Sprintf("cidr_block of subnet %q", subnet.Key), subnet.CIDRBlock)
			case block.Bits() >= smallestBlock:
				small = fmt.Sprintf("Subnet %q (%s) has no /28 to give, because AWS keeps five of its addresses.", subnet.Key, block)
			}
		}
		switch {
		case small != "":
			c.Fault(e.Key, e.Path("subnet_ids"), "%s", small)
		case !told && len(e.Subnets.Items) > 0 && !e.Subnets.Open:
			c.Remind(e.Key, e.Path("subnet_ids"), "The endpoint needs a contiguous /28 free in each of its %d subnets for VPC Lattice services; which addresses are taken no configuration shows.", len(e.Subnets.Items))
		}
	}
}
