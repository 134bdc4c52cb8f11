package dns

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dns16: an S3 interface endpoint does not serve every S3 name.
var dns16 = rule.Rule{
	ID: "DNS-16", Severity: rule.Warning, Unseen: "Which names of S3, and which version of TLS, clients use is in no resource.",
	Title:  "An S3 interface endpoint does not serve every S3 name",
	Why:    "Website endpoints, the legacy global name and names with a dash before the Region miss the endpoint, and not every TLS version is supported.",
	Fix:    "Let clients call the Regional name with a dot before the Region, and TLS 1.2.",
	Source: page.S3Interface,
}
