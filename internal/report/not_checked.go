package report

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// gap is everything that one reason kept from being checked.
type gap struct {
	reason         string
	rules, targets []string
}

// maxGaps is how many reasons are listed before the rest is only counted.
const maxGaps = 40

// notChecked lists what could not be judged, by reason, since one missing input stops many rules.
func notChecked(p *page, all []rules.NotChecked) {
	if len(all) == 0 {
		return
	}
	p.para("### Not checked")
	var open, missing []rules.NotChecked
	for _, n := range all {
		if n.Later {
			open = append(open, n)
		} else {
			missing = append(missing, n)
		}
	}
	p.folded(counted(len(all), "check")+" could not be made", func() {
		gaps(p, "Because a value is known only after apply:", open)
		gaps(p, "Because something was not given or is not known:", missing)
	})
}

func gaps(p *page, title string, all []rules.NotChecked) {
	if len(all) == 0 {
		return
	}
	p.para("%s", title)
	grouped := byReason(all)
	lines := mapped(grouped[:min(len(grouped), maxGaps)], gap.line)
	if more := len(grouped) - len(lines); more > 0 {
		lines = append(lines, fmt.Sprintf("and %s", counted(more, "further reason")))
	}
	p.list(lines)
}

// byReason groups what was not checked, in the order of first mention.
func byReason(all []rules.NotChecked) []gap {
	var out []gap
	at := map[string]int{}
	for _, n := range all {
		i, seen := at[n.Reason]
		if !seen {
			i = len(out)
			at[n.Reason] = i
			out = append(out, gap{reason: n.Reason})
		}
		if !slices.Contains(out[i].rules, n.Rule) {
			out[i].rules = append(out[i].rules, n.Rule)
		}
		if n.Target != "" && !slices.Contains(out[i].targets, n.Target) {
			out[i].targets = append(out[i].targets, n.Target)
		}
	}
	return out
}

func (g gap) line() string {
	out := shortened(mapped(g.rules, prose), shownNames)
	if len(g.targets) > 0 {
		out += " for " + codes(g.targets, shownNames)
	}
	return out + ": " + sentence(g.reason)
}
