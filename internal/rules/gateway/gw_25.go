package gateway

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw25: A gateway endpoint changes routes, not names.
var gw25 = rule.Rule{
	ID: "GW-25", Severity: rule.Info,
	Title:  "A gateway endpoint changes routes, not names",
	Why:    "Clients keep calling the public names and addresses of the service; only the route to them differs.",
	Fix:    "Leave the clients' settings as they are.",
	Source: page.Gateway,
	Unseen: "Names and addresses stay as they are, so nothing in a configuration can be wrong about them.",
}
