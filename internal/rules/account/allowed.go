package account

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// verdict says whether an account is allowed, or what keeps that from being known.
type verdict struct {
	allowed bool
	missing string
	later   bool
}

// verdictOn looks for an account among those allowed: by its id, or as one of an organisation of
// which all accounts are given.
func verdictOn(c *rule.Case, account string) verdict {
	stated := c.Stated
	in, open := plan.Listed(stated.AllowedAccountIDs, account)
	if in {
		return verdict{allowed: true}
	}
	v := verdict{}
	if open {
		v = verdict{missing: "allowed_account_ids is not all known yet", later: true}
	}
	byOrganization := stated.AccountsByOrganization.Or(nil)
	for _, organization := range plan.Known(stated.OrganizationIDs) {
		accounts, listed := byOrganization[organization]
		in, open := plan.Listed(accounts, account)
		switch {
		case in:
			return verdict{allowed: true}
		case open || !listed && stated.AccountsByOrganization.IsUnknown():
			v = verdict{missing: "accounts_by_organization is not all known yet", later: true}
		case !accounts.IsGiven() && v.missing == "":
			v.missing = fmt.Sprintf("the accounts of organisation %s are not given (accounts_by_organization)", organization)
		}
	}
	if plan.Open(stated.OrganizationIDs) {
		v = verdict{missing: "organization_ids is not all known yet", later: true}
	}
	return v
}

// verdictOnPrincipal judges a principal of an endpoint service: an account, a role or user in one,
// an organisation or a part of one, a service of AWS, or everybody.
func verdictOnPrincipal(c *rule.Case, principal string) verdict {
	switch {
	case principal == "*":
		return verdict{}
	case plan.IsAccount(principal):
		return verdictOn(c, principal)
	case strings.HasSuffix(principal, ".amazonaws.com") || strings.HasSuffix(principal, ".amazonaws.com.cn"):
		return verdict{allowed: true}
	}
	if organization := organizationIn(principal); organization != "" {
		in, open := plan.Listed(c.Stated.OrganizationIDs, organization)
		if open {
			return verdict{missing: "organization_ids is not all known yet", later: true}
		}
		return verdict{allowed: in}
	}
	if account := accountIn(principal); account != "" {
		return verdictOn(c, account)
	}
	return verdict{missing: "it names no account"}
}

// organizationIn is the organisation in an ARN of AWS Organizations; empty where there is none.
func organizationIn(arn string) string {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 || parts[2] != "organizations" {
		return ""
	}
	for part := range strings.SplitSeq(parts[5], "/") {
		if strings.HasPrefix(part, "o-") {
			return part
		}
	}
	return ""
}

// allowedWords tells a reader who is allowed.
func allowedWords(c *rule.Case) string {
	words := append(plan.Known(c.Stated.AllowedAccountIDs), plan.Known(c.Stated.OrganizationIDs)...)
	if len(words) == 0 {
		return "nobody but AWS"
	}
	return strings.Join(words, ", ")
}
