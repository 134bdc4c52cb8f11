// Package gateway holds the rules about gateway endpoints, one in each file.
package gateway

import "github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"

// Rules lists them in the order of their ids.
func Rules() []rule.Rule {
	return []rule.Rule{
		gw01, gw02, gw03, gw04, gw05, gw06, gw07, gw08, gw09, gw10,
		gw11, gw12, gw13, gw14, gw15, gw16, gw17, gw18, gw19, gw20,
		gw21, gw22, gw23, gw24, gw25, gw26,
	}
}
