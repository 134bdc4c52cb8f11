package gateway

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw17: the Principal of a gateway endpoint policy must be *.
var gw17 = rule.Rule{
	ID: "GW-17", Severity: rule.Error,
	Title:     "The Principal of a gateway endpoint policy must be *",
	Why:       "A gateway endpoint does not match account principals as other policies do: an account named there grants its root user only.",
	Fix:       "Set Principal to * and narrow it with a condition on aws:PrincipalArn or aws:PrincipalAccount.",
	Source:    page.EndpointPolicy,
	Elsewhere: "nothing yet: it reads the text of policies",
}
