package hub

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// hub13: peering does not lend gateways.
var hub13 = rule.Rule{
	ID: "HUB-13", Severity: rule.Error,
	Unseen: "Which peerings and attachments a caller crosses is in no input. That callers in a peered VPC cannot use a gateway endpoint is found as GW-10.",
	Title:  "Peering does not lend gateways",
	Why:    "A peered VPC cannot use the gateway endpoints, NAT, Internet or VPN connections of its peer, and peering does not pass on to a third VPC. Interface endpoints can be used.",
	Fix:    "Use interface endpoints for peered callers, and a peering or attachment for each pair.",
	Source: page.Peering,
}
