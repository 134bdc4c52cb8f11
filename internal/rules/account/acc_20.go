package account

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc20: only the consumer can open connections.
var acc20 = rule.Rule{
	ID: "ACC-20", Severity: rule.Error,
	Title:  "Only the consumer can open connections",
	Why:    "PrivateLink carries connections from the endpoint to the service and never the other way.",
	Fix:    "For the other direction build a second endpoint that way round, or use peering or a transit gateway.",
	Source: page.Interface,
	Unseen: "Which side opens the connections is a matter of the applications.",
}
