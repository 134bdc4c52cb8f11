package account

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc15: only allowed accounts may be consumer, provider or principal.
var acc15 = rule.Rule{
	ID: "ACC-15", Severity: rule.Error, Policy: true, Needs: []string{"endpoints"},
	Title:  "Only allowed accounts may be consumer, provider or principal",
	Why:    "An account outside the allowed ones takes part in the connection. AWS itself is always allowed. The same limit can be set in AWS with the condition keys ec2:VpceServiceOwner and ec2:VpceServiceName.",
	Fix:    "Add the account to allowed_account_ids, or remove the connection.",
	Source: page.PrivateLinkIAM,
	Check:  checkAllowedAccounts,
}

// checkAllowedAccounts holds every account that takes part against those allowed.
func checkAllowedAccounts(c *rule.Case) {
	if c.Stated.AllowedAccountIDs.IsAbsent() && c.Stated.OrganizationIDs.IsAbsent() {
		return
	}
	judgeStatedAccount(c)
	for _, e := range c.Judged() {
		if owner, given := e.OwnerID.Get(); given && owner != c.Stated.AccountID.Or("") {
			judgeAccount(c, e.Key, e.Path("owner_id"), owner, "of the endpoint")
		}
		c.Settled(e.Key, "owner_id", e.OwnerID)
		judgeProvider(c, e)
	}
	c.Settled("", "endpoint_services", c.EndpointServices)
	for _, s := range c.EndpointServices.Or(nil) {
		judgeAdmitted(c, s)
	}
	c.Settled("", "targets", c.Targets)
	for _, t := range c.Targets.Or(nil) {
		if c.Need(t.Key, "account_id of the target", t.AccountID) {
			judgeAccount(c, t.Key, accountPath(t), t.AccountID.Or(""), "of the target")
		}
	}
}

// judgeStatedAccount judges the account of the endpoints, where they do not all say it themselves.
func judgeStatedAccount(c *rule.Case) {
	needed := false
	for _, e := range c.Endpoints.Or(nil) {
		needed = needed || !e.OwnerID.IsGiven()
	}
	if id, given := c.Stated.AccountID.Get(); given {
		judgeAccount(c, "account_id", input.At("account_id"), id, "of the endpoints")
	} else if needed || c.Stated.AccountID.IsUnknown() {
		c.Need("", "account_id", c.Stated.AccountID)
	}
}

// judgeAccount judges one account.
func judgeAccount(c *rule.Case, target string, at input.Path, account, role string) {
	switch v := verdictOn(c, account); {
	case v.allowed:
	case v.missing != "" && v.later:
		c.Later(target, "%s", v.missing)
	case v.missing != "":
		c.Missing(target, "whether account %s %s is allowed is not known: %s", account, role, v.missing)
	default:
		c.Fault(target, at, "Account %s %s is not among those allowed (%s).", account, role, allowedWords(c))
	}
}

// judgeProvider judges the owner of what an endpoint leads to. AWS is always allowed.
func judgeProvider(c *rule.Case, e *plan.Endpoint) {
	if !c.Leads(e) || e.Service.IsAWS() {
		return
	}
	var owner plan.Text
	at := e.Path("service_name")
	switch e.Service.Kind {
	case plan.Own:
		s := c.Entry(e)
		if s == nil {
			return
		}
		owner = s.Owner
	case plan.Lattice:
		owner, at = holderOf(e), e.Path("resource_configuration_arn")
	case plan.Mesh:
		owner, at = holderOf(e), e.Path("service_network_arn")
	case plan.AWS, plan.Undecided:
	}
	if !c.Need(e.Key, "the owner of the service", owner) {
		return
	}
	switch id := owner.Or(""); {
	case id == plan.Amazon:
	case !plan.IsAccount(id):
		c.Missing(e.Key, "the owner of the service is given as %q, which is no account id", id)
	default:
		judgeAccount(c, e.Key, at, id, "of the service")
	}
}

// judgeAdmitted judges the principals that a service of this account admits; those of other
// accounts' services are not this account's to limit.
func judgeAdmitted(c *rule.Case, s *plan.EndpointService) {
	own := c.Owns(s)
	mine, said := own.Get()
	if said && !mine || !said && s.AllowedPrincipals.IsAbsent() || !c.Need(s.Key, "allowed_principals", s.AllowedPrincipals) {
		return
	}
	var left []string
	for _, p := range plan.Known(s.AllowedPrincipals) {
		switch v := verdictOnPrincipal(c, p); {
		case v.allowed:
		case v.missing != "" && v.later:
			c.Later(s.Key, "%s", v.missing)
		case v.missing != "":
			c.Missing(s.Key, "whether principal %s is allowed is not known: %s", p, v.missing)
		default:
			left = append(left, p)
		}
	}
	if plan.Open(s.AllowedPrincipals) {
		c.Later(s.Key, "allowed_principals is not all known yet")
	}
	switch {
	case len(left) == 0:
	case own.IsUnknown():
		c.Later(s.Key, "the owner of the service is not known yet")
	case own.IsAbsent():
		c.Missing(s.Key, "whether the service is this account's own is not given (its owner, and account_id)")
	default:
		c.Fault(s.Key, s.At.Attribute("allowed_principals"), "The service admits %s, outside the accounts allowed (%s).", strings.Join(left, ", "), allowedWords(c))
	}
}
