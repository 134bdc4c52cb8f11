package region

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// words joins the Regions of a list that are known.
func words(list plan.Texts) string {
	if out := plan.Known(list); len(out) > 0 {
		return strings.Join(out, ", ")
	}
	return "no Region"
}

// quoted lists words as a reader sees them in the configuration.
func quoted(words []string) string { return `"` + strings.Join(words, `", "`) + `"` }
