package chart

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
)

// Mermaid writes the chart as the body of a Mermaid code block, for pull requests. Such charts have neither
// markers nor a legend, so the title says what the lines are and where they meet.
func Mermaid(c cost.Chart) string {
	far, top := frame(c)
	xs := ticks(far, 2*axisParts)
	all := paths(c)
	var legend []string
	for _, p := range all {
		legend = append(legend, p.legend())
	}
	var b strings.Builder
	fmt.Fprintf(&b, "xychart-beta\n    title \"%s. %s\"\n", c.Region, strings.Join(legend, "; "))
	fmt.Fprintf(&b, "    x-axis \"GB a month\" 0 --> %s\n", far)
	fmt.Fprintf(&b, "    y-axis \"%s a month\" 0 --> %s\n", c.Currency, top)
	for _, p := range all {
		values := make([]string, len(xs))
		for i, gb := range xs {
			values[i] = p.at(gb).Round(2).String()
		}
		fmt.Fprintf(&b, "    line \"%s\" [%s]\n", p.name, strings.Join(values, ", "))
	}
	return b.String()
}
