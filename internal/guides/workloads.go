package guides

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
)

// Workloads renders one row for each workload: what it is, the services it always needs and
// the optional parts with their occasions.
func Workloads(c *catalog.Catalog) string {
	var rows [][]string
	for _, name := range c.WorkloadNames() {
		w, _ := c.Workload(name)
		parts := make([]string, len(w.Optional))
		for i, part := range w.Optional {
			parts[i] = fmt.Sprintf("`%s`: %s", part.Key, part.When)
		}
		what := w.Description
		if w.Notes != "" {
			what += ". " + w.Notes
		}
		rows = append(rows, []string{"`" + name + "`", what, orDash(code(w.Required)), orDash(strings.Join(parts, "<br>"))})
	}
	return table([]string{"workload", "what it is", "always", "optional part: when"}, rows)
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}
