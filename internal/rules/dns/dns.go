// Package dns holds the rules about private DNS, one in each file.
package dns

import "github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"

// Rules lists them in the order of their ids.
func Rules() []rule.Rule {
	return []rule.Rule{
		dns01, dns02, dns03, dns04, dns05, dns06, dns07, dns08, dns09, dns10,
		dns11, dns12, dns13, dns14, dns15, dns16, dns17,
	}
}
