package account

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc19: the provider sees the load balancer's addresses as source.
var acc19 = rule.Rule{
	ID: "ACC-19", Severity: rule.Info,
	Title:  "The provider sees the load balancer's addresses as source",
	Why:    "Client addresses and endpoint ids do not reach the targets by themselves, so logs and allow lists see only the load balancer.",
	Fix:    "Turn on proxy protocol version 2 where the application needs the client address or the endpoint id.",
	Source: page.CreateService,
	Unseen: "Whether the application needs the addresses of its clients, no configuration says.",
}
