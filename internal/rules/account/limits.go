package account

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/policies"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// checkPolicyLimits proves, where the caller demands policies, that those written limit
// something, and that they keep to the accounts and organisations that are allowed.
func checkPolicyLimits(c *rule.Case) {
	if !c.Stated.RequirePolicy.Or(false) {
		return // that it is not known yet is said already
	}
	trusted, open := allowed(c)
	asker, err := policies.AskerFor(c.Plan, trusted)
	if err != nil {
		c.Missing("", "the vocabulary of actions cannot be read: %v", err)
		return
	}
	for _, e := range c.Judged() {
		if !e.Policy.IsGiven() || !c.Leads(e) {
			continue
		}
		if supported := takesPolicy(c, e); supported.IsUnknown() {
			c.Later(e.Key, "vpc_endpoint_type or the owner of the service is not known yet")
			continue
		} else if !supported.Or(false) {
			continue // other rules tell of a policy that has no effect
		}
		full := asker.FullAccess(e)
		if tellLimits(c, e, full, "require_policy is set, and the policy gives everybody full access through the endpoint."); len(full.Found)+len(full.NotChecked) > 0 {
			continue
		}
		switch {
		case open != "":
			c.Later(e.Key, "%s is not all known yet", open)
		case trusted.IsGiven():
			tellLimits(c, e, asker.Outside(e), "")
		}
	}
}

// allowed are the accounts and organisations that are allowed as those whom policies trust;
// absent where none is given. open names an input of which something is not known yet.
func allowed(c *rule.Case) (trusted maybe.Value[plan.Trusted], open string) {
	stated := c.Stated
	switch {
	case plan.Open(stated.AllowedAccountIDs):
		return trusted, "allowed_account_ids"
	case plan.Open(stated.OrganizationIDs):
		return trusted, "organization_ids"
	case stated.AllowedAccountIDs.IsAbsent() && stated.OrganizationIDs.IsAbsent():
		return trusted, ""
	}
	t := plan.Trusted{Accounts: plan.Known(stated.AllowedAccountIDs), Organizations: plan.Known(stated.OrganizationIDs)}
	for organization, accounts := range stated.AccountsByOrganization.Or(nil) {
		if accounts.IsGiven() && !plan.Open(accounts) {
			if t.Members == nil {
				t.Members = map[string][]string{}
			}
			t.Members[organization] = plan.Known(accounts)
		}
	}
	return maybe.Of(t), ""
}

// tellLimits reports what the prover found as breaches of the rule at hand. Reminders are for
// those who ask about policies alone.
func tellLimits(c *rule.Case, e *plan.Endpoint, found policies.Result, instead string) {
	for _, n := range found.NotChecked {
		c.Missing(e.Key, "%s", n.Reason)
	}
	for _, f := range found.Found {
		if f.Reminder {
			continue
		}
		detail := f.Detail
		if instead != "" {
			detail = instead
		}
		c.Add(rule.Finding{
			Target: e.Key, At: e.Path("policy"), Related: append([]string{f.Rule}, f.Related...), Line: f.Line, Column: f.Column,
			Detail: detail, Fix: f.Fix,
		})
	}
}
