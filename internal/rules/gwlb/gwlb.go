// Package gwlb holds the rules about Gateway Load Balancer endpoints, one in each file.
package gwlb

import "github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"

// Rules lists them in the order of their ids.
func Rules() []rule.Rule {
	return []rule.Rule{
		gwlb01, gwlb02, gwlb03, gwlb04, gwlb05, gwlb06, gwlb07, gwlb08, gwlb09,
	}
}
