package securitygroup

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// sg02: an interface endpoint should have a security group of its own.
var sg02 = rule.Rule{
	ID: "SG-02", Severity: rule.Warning, Needs: []string{"endpoints"},
	Title:  "An interface endpoint should have a security group of its own",
	Why:    "Without one AWS attaches the default group of the VPC, which normally admits only its own members.",
	Fix:    "Set security_group_ids to a group that admits the clients.",
	Source: page.CreateInterface,
	Check:  checkOwnGroup,
}

// checkOwnGroup looks for endpoints without a group, and for those whose only group is the
// default one: that is how a resource object shows what was left out.
func checkOwnGroup(c *rule.Case) {
	id := c.VPC.DefaultSecurityGroupID
	for _, e := range c.Of(withGroups()...) {
		groups := e.SecurityGroups
		if groups.Empty() {
			c.Fault(e.Key, e.Path("security_group_ids"), "The endpoint names no security group, so it gets the default group of the VPC, which normally admits only its own members.")
			continue
		}
		if len(groups.Items) == 0 {
			c.Later(e.Key, "the security groups of the endpoint are not all known yet")
			continue
		}
		g := c.SecurityGroups[groups.Items[0]]
		switch {
		case len(groups.Items) > 1: // one of them at least is another
		case g.ID.IsUnknown() && !id.IsAbsent() || id.IsUnknown() && !g.ID.IsAbsent():
			c.Later(e.Key, "whether the security group %q is the default group of the VPC is not known yet", g.Key)
		case g.ID.IsGiven() && g.ID == id && groups.Open:
			c.Later(e.Key, "the security groups of the endpoint are not all known yet")
		case g.ID.IsGiven() && g.ID == id:
			c.Fault(e.Key, e.Path("security_group_ids"), "The only security group of the endpoint is the default group of the VPC, %s, which normally admits only its own members.", id.Or(""))
		case !e.ID.IsAbsent() && !g.Listed:
			c.Need(e.Key, "vpc.default_security_group_id", id) // a resource object shows the default group where none was chosen
		}
	}
}
