package account

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc22: the owner of a service may pay for its endpoints.
var acc22 = rule.Rule{
	ID: "ACC-22", Severity: rule.Info,
	Title:  "The owner of a service may pay for its endpoints",
	Why:    "The payer responsibility of an endpoint service can move the endpoint's charges from the endpoint's account to the provider's.",
	Fix:    "Check the payer responsibility before costs are shared out by account.",
	Source: page.PayerAPI,
	Unseen: "The payer responsibility of a service is in no object of hashicorp/aws.",
}
