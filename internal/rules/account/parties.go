package account

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// consumers are the endpoints to judge that lead to endpoint services, each with its entry. What
// an endpoint leads to may not be known, and its entry may be missing; then the rule says so.
func consumers(c *rule.Case, judge func(*plan.Endpoint, *plan.EndpointService)) {
	for _, e := range c.Judged() {
		if !c.Leads(e) || e.Service.Kind != plan.Own {
			continue
		}
		if s := c.Entry(e); s != nil {
			judge(e, s)
		}
	}
}

// consumerOf is the account of an endpoint. Without it the rule is not checked.
func consumerOf(c *rule.Case, e *plan.Endpoint) (string, bool) {
	account := c.AccountOf(e)
	if account.IsUnknown() && e.OwnerID.IsUnknown() {
		return "", c.Need(e.Key, "owner_id", account)
	}
	return account.Or(""), c.Need("", "account_id", account)
}

// ownerOf is the account of an endpoint service, or its alias such as amazon. Without it the
// rule is not checked.
func ownerOf(c *rule.Case, s *plan.EndpointService) (string, bool) {
	return s.Owner.Or(""), c.Need(s.Key, "the owner of the service", s.Owner)
}

// holderOf is the account of what a Resource or ServiceNetwork endpoint leads to: what its entry
// says, else what stands in the ARN.
func holderOf(e *plan.Endpoint) plan.Text {
	entry, arn := plan.Text{}, e.ResourceConfigurationARN
	switch r, n := e.Service.Resource, e.Service.Network; {
	case r != nil:
		entry = r.OwnerID
		if arn.IsAbsent() {
			arn = r.ARN
		}
	case n != nil:
		entry, arn = n.OwnerID, e.ServiceNetworkARN
		if arn.IsAbsent() {
			arn = n.ARN
		}
	case arn.IsAbsent():
		arn = e.ServiceNetworkARN
	}
	if !entry.IsAbsent() {
		return entry
	}
	if arn.IsUnknown() {
		return maybe.Unknown[string]()
	}
	if id := accountIn(arn.Or("")); id != "" {
		return maybe.Of(id)
	}
	return maybe.Absent[string]()
}

// accountIn is the account in an ARN; empty where there is none.
func accountIn(arn string) string {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 || parts[0] != "arn" || !plan.IsAccount(parts[4]) {
		return ""
	}
	return parts[4]
}

// connected reports whether an endpoint is known to be accepted: its request was permitted then.
func connected(e *plan.Endpoint) bool { return strings.EqualFold(e.State.Or(""), "available") }
