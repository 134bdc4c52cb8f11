package cost

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// cost04: beside a NAT gateway that stays an endpoint pays only from some volume on.
var cost04 = rule.Rule{
	ID: "COST-04", Severity: rule.Warning,
	Title:     "Beside a NAT gateway that stays an endpoint pays only from some volume on",
	Why:       "It saves the difference between the two prices per GB and costs hours in each zone. Below the break-even volume it raises the bill.",
	Fix:       "Leave services with little traffic on the NAT gateway, unless they must be private.",
	Source:    page.Price,
	Elsewhere: "`vpce_cost`",
}
