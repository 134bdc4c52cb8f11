package dns

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dns15: an endpoint's names resolve everywhere to private addresses.
var dns15 = rule.Rule{
	ID: "DNS-15", Severity: rule.Info, Unseen: "Who looks the name up, and what he makes of the answer, is in no configuration.",
	Title:  "An endpoint's names resolve everywhere to private addresses",
	Why:    "Anybody can look the name up. That is neither a leak of access nor a sign that the endpoint can be reached.",
	Fix:    "Test the connection from a client, not the name.",
	Source: page.Interface,
}
