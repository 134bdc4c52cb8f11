// Package region holds the rules about names, partitions and Regions, one in each file.
package region

import "github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"

// Rules lists them in the order of their ids.
func Rules() []rule.Rule {
	return []rule.Rule{
		reg01, reg02, reg03, reg04, reg05, reg06, reg07, reg08, reg09, reg10,
		reg11, reg12, reg13, reg14, reg15, reg16, reg17, reg18, reg19, reg20,
		reg21, reg22, reg23, reg24, reg25, reg26, reg27, reg28, reg29,
	}
}
