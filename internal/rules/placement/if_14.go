package placement

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// if14: an interface endpoint drops large packets and does not answer ping.
var if14 = rule.Rule{
	ID: "IF-14", Severity: rule.Info, Unseen: "The packet size of clients, and how they test the endpoint, is in no resource.",
	Title:  "An interface endpoint drops large packets and does not answer ping",
	Why:    "Packets above 8,500 bytes are dropped without a path MTU message, and no reply to ping says nothing about the endpoint's health.",
	Fix:    "Keep the MTU of clients at or below 8,500 bytes, and test with a TCP connection.",
	Source: page.EndpointQuotas,
}
