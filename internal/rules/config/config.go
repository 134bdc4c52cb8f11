// Package config holds the rules about the Terraform configuration, one in each file.
package config

import "github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"

// Rules lists them in the order of their ids.
func Rules() []rule.Rule {
	return []rule.Rule{
		tf01, tf02, tf03, tf04, tf05, tf06, tf07, tf08, tf09, tf10,
		tf11, tf12, tf13,
	}
}
