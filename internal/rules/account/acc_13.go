package account

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc13: in a shared subnet only the VPC owner can manage endpoints.
var acc13 = rule.Rule{
	ID: "ACC-13", Severity: rule.Error, Needs: []string{"endpoints", "account_id"},
	Title:  "In a shared subnet only the VPC owner can manage endpoints",
	Why:    "An account with which a subnet is shared can neither create nor change nor see endpoints there. Gateway endpoints and route tables belong to the owner too.",
	Fix:    "Create the endpoint in the account that owns the VPC.",
	Source: page.SharedSubnets,
	Check:  checkSharedSubnets,
}

// checkSharedSubnets compares the account of each endpoint with that of its VPC. Endpoints that a
// service of AWS makes are excepted.
func checkSharedSubnets(c *rule.Case) {
	for _, e := range c.Judged() {
		if e.RequesterManaged.Or(false) {
			continue
		}
		owner, at, ok := vpcOwner(c, e)
		if !ok {
			continue
		}
		if account, known := consumerOf(c, e); known && account != owner {
			c.Fault(e.Key, at, "The endpoint is account %s's, and the VPC belongs to account %s, which shares its subnets; only the owner can create, change or delete endpoints there.", account, owner)
		}
	}
}

// vpcOwner is the account of an endpoint's VPC, and the attribute that leads there: as stated,
// as the VPC says, or as the endpoint's subnets say.
func vpcOwner(c *rule.Case, e *plan.Endpoint) (string, input.Path, bool) {
	owner := c.Stated.VPCOwnerID
	if same := c.VPC.ID.IsAbsent() || e.VPCID.IsAbsent() || c.VPC.ID == e.VPCID; owner.IsAbsent() && same {
		owner = c.VPC.OwnerID
	}
	if !owner.IsAbsent() {
		return owner.Or(""), e.Path("vpc_id"), c.Settled("", "vpc_owner_id", owner)
	}
	later := e.Subnets.Open
	for _, i := range e.Subnets.Items {
		s := c.Network.Subnets[i]
		if id, given := s.OwnerID.Get(); given {
			return id, e.Path("subnet_ids"), true
		}
		later = later || s.OwnerID.IsUnknown()
	}
	if later {
		c.Later(e.Key, "the owner of the endpoint's subnets is not known yet")
		return "", nil, false
	}
	return "", nil, c.Need("", "vpc_owner_id", c.Stated.VPCOwnerID)
}
