// Package securitygroup holds the rules about security groups and network ACLs, one in each file.
package securitygroup

import "github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"

// Rules lists them in the order of their ids.
func Rules() []rule.Rule {
	return []rule.Rule{
		sg01, sg02, sg03, sg04, sg05, sg06,
	}
}
