package account

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc12: A partner's service takes a subscription first and no endpoint policy.
var acc12 = rule.Rule{
	ID: "ACC-12", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "A partner's service takes a subscription first and no endpoint policy",
	Why:    "The endpoint is refused before the subscription in AWS Marketplace exists. A custom policy is not possible: such endpoints always give full access.",
	Fix:    "Subscribe, use the service name the partner gives, and leave policy out.",
	Source: page.Marketplace,
	Check:  checkSubscription,
}

// checkSubscription reminds of the subscription that a partner's service takes. What the policy
// of such an endpoint may say is judged with the policy language.
func checkSubscription(c *rule.Case) {
	consumers(c, func(e *plan.Endpoint, s *plan.EndpointService) {
		if connected(e) || s.Owner.Or("") == plan.Amazon {
			return
		}
		owner, known := ownerOf(c, s)
		if !known {
			return
		}
		account, known := consumerOf(c, e)
		if !known || owner == account || inOrganization(c, owner) {
			return
		}
		c.Remind(e.Key, e.Path("service_name"), "The service belongs to %s: if it is one of AWS Marketplace, or of a partner who asks for it, subscribe before the endpoint is created.", owner)
	})
}

// inOrganization reports whether an account is known to be one of an organisation that the caller
// lists, so that it is no partner's.
func inOrganization(c *rule.Case, account string) bool {
	for _, accounts := range c.Stated.AccountsByOrganization.Or(nil) {
		if in, _ := plan.Listed(accounts, account); in {
			return true
		}
	}
	return false
}
