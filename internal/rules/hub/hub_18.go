package hub

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// hub18: AWS proposes a hub where interface endpoints lie idle.
var hub18 = rule.Rule{
	ID: "HUB-18", Severity: rule.Info,
	Unseen: "How much traffic existing endpoints carry is known to AWS alone, not to a configuration.",
	Title:  "AWS proposes a hub where interface endpoints lie idle",
	Why:    "Its cost checks name inactive endpoints and suggest sharing them where a transit gateway exists.",
	Fix:    "Look at that check before endpoints are added to every VPC.",
	Source: page.TrustedAdvisor,
}
