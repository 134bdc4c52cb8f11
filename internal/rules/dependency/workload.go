package dependency

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// pulls are the services that every pull of an image needs. Their absence is DEP-01,
// whichever workload pulls.
func pulls() []string { return []string{"ecr.api", "ecr.dkr", "s3"} }

// bundles are the wanted workloads among those named.
func bundles(s *stock, names ...string) []plan.Workload {
	var out []plan.Workload
	for _, w := range s.Workloads.Or(nil) {
		if slices.Contains(names, w.Name) {
			out = append(out, w)
		}
	}
	return out
}

// judgeBundle names the services of a workload that have no endpoint, those of image pulls
// left out, and reminds of the optional parts that nobody asked for.
func judgeBundle(s *stock, w plan.Workload) {
	n := need{target: w.Name, at: w.At, region: s.Region.Code, scope: s.here()}
	for _, key := range slices.Concat(w.Facts.Required, w.Parts) {
		if !slices.Contains(pulls(), key) && !slices.Contains(n.keys, key) {
			n.keys = append(n.keys, key)
		}
	}
	if lacking := s.lacking(n); len(lacking) > 0 {
		severity, remark := s.severity()
		s.Add(rule.Finding{
			Target: w.Name, At: w.At, Severity: severity,
			Detail: fmt.Sprintf("The workload %s needs %s, and no endpoint for %s is given.%s", w.Name, list(lacking), it(lacking), remark),
			Fix:    fmt.Sprintf("Add endpoints for %s, or name the services in services if another stack has them.", list(lacking)),
		})
	}
	remindOfParts(s, w)
}

// remindOfParts lists the optional parts of a workload that have no endpoint.
func remindOfParts(s *stock, w plan.Workload) {
	var parts []string
	for _, part := range w.Facts.Optional {
		if !slices.Contains(w.Parts, part.Key) && len(s.absent(s.here(), s.Region.Code, part.Key)) > 0 {
			parts = append(parts, fmt.Sprintf("%s (%s)", part.Key, part.When))
		}
	}
	if len(parts) > 0 {
		s.Remind(w.Name, w.At, "Not asked for, and needed in the case named: %s.", strings.Join(parts, "; "))
	}
}

// list joins names for a sentence.
func list(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

func it(names []string) string {
	if len(names) == 1 {
		return "it"
	}
	return "them"
}
