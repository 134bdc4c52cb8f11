package config

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// tf05: the endpoint service data source sees the provider's Region only.
var tf05 = rule.Rule{
	ID: "TF-05", Severity: rule.Warning,
	Title:  "The endpoint service data source sees the provider's Region only",
	Why:    "It does not find services of other Regions, or gives no Availability Zones for them.",
	Fix:    "Take names and zones of other Regions from the catalogue.",
	Source: page.AWSProvider + "issues/42462",
	Unseen: "A name or a zone looks the same whether a data source or the configuration gave it.",
}
