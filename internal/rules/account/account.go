// Package account holds the rules about accounts and ownership, one in each file.
package account

import "github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"

// Rules lists them in the order of their ids.
func Rules() []rule.Rule {
	return []rule.Rule{
		acc01, acc02, acc03, acc04, acc05, acc06, acc07, acc08, acc09, acc10,
		acc11, acc12, acc13, acc14, acc15, acc16, acc17, acc18, acc19, acc20,
		acc21, acc22, acc23,
	}
}
