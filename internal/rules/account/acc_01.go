package account

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc01: an AWS service in another account needs no endpoint service.
var acc01 = rule.Rule{
	ID: "ACC-01", Severity: rule.Info, Needs: []string{"account_id"},
	Title:  "An AWS service in another account needs no endpoint service",
	Why:    "A bucket, table or key of another account is reached through the ordinary endpoint of the AWS service, which AWS accepts by itself. Access is then a matter of IAM, resource and endpoint policies.",
	Fix:    "Use the ordinary endpoint and grant access in the resource policy of the other account.",
	Source: page.Interface,
	Check:  checkForeignTargets,
}

// checkForeignTargets reminds of targets that belong to other accounts. One of which nobody says
// whose it is needs no reminder.
func checkForeignTargets(c *rule.Case) {
	c.Settled("", "targets", c.Targets)
	for _, t := range c.Targets.Or(nil) {
		owner, given := t.AccountID.Get()
		switch {
		case !given:
			c.Settled(t.Key, "account_id", t.AccountID)
			c.Settled(t.Key, "arn", t.ARN)
		case !c.Need("", "account_id", c.Stated.AccountID):
			return
		case owner != c.Stated.AccountID.Or(""):
			c.Remind(t.Key, accountPath(t), "The target belongs to account %s: the ordinary endpoint of the AWS service reaches it, and access is a matter of its resource policy, of IAM and of the endpoint policy.", owner)
		}
	}
}

// accountPath is the path of what says whose a target is.
func accountPath(t plan.Target) input.Path {
	if accountIn(t.ARN.Or("")) != "" {
		return t.At.Attribute("arn")
	}
	return t.At.Attribute("account_id")
}
