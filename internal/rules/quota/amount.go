package quota

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// amount is how much of a quota there would be.
type amount struct {
	// quota is its name, what names the things counted, in the plural.
	quota, what string
	// target and at are what a finding is about.
	target string
	at     input.Path
	// related are other rules that the same fault breaks.
	related []string
	// planned and existing certainly count.
	planned, existing int64
	// unlisted are things that AWS counts although nobody lists them; they make a warning, but
	// are not sure enough for an error.
	unlisted int64
	// more is how many more there may be once everything is known.
	more int64
	// unplaced is how many more there may be that nobody said are elsewhere, and unplacedMissing
	// what would say it.
	unplaced        int64
	unplacedMissing string
	// endless says that there may be any number more: later, once endlessLater is known, else
	// because endlessMissing was not given.
	endlessLater, endlessMissing string
}

// verdict of an amount, worse being higher.
type verdict int

const (
	fine verdict = iota
	nearlyFull
	exceeded
)

// nearlyFullPercent is the share of a quota from which it is worth a warning.
const nearlyFullPercent = 80

// judge compares an amount with its quota. It says what is certain, and where the answer may
// still be worse it says what is missing. A whole input that is missing is told by the
// caller, once, if judge reports that it matters.
func judge(c *rule.Case, a amount) (missing bool) {
	limit, used := c.Quota(a.quota)
	if used.IsUnknown() {
		a.endlessLater = fmt.Sprintf("quota_usage[%q] is not known yet", a.quota)
	}
	sure := a.planned + a.existing + used.Or(0)
	if a.planned+a.more == 0 && a.endlessLater == "" && a.endlessMissing == "" {
		return false // nothing to judge
	}
	ceiling, known := limit.Get()
	if !known {
		c.Later(a.target, "quotas[%q] is not known yet", a.quota)
		return false
	}
	low, high := level(sure, a.unlisted, ceiling), level(sure+a.more, a.unlisted, ceiling)
	if a.planned == 0 {
		low = fine // what is there besides is no matter of this plan
	}
	if low != fine {
		f := rule.Finding{
			Target: a.target, At: a.at, Related: a.related,
			Detail: fmt.Sprintf("There would be %d %s%s; the quota is %d%s.", sure, a.what, a.parts(used.Or(0)), ceiling, a.besides()),
		}
		if low == nearlyFull {
			f.Severity = rule.Warning
		}
		c.Add(f)
	}
	switch {
	case low == exceeded:
	case a.endlessLater != "":
		c.Later(a.target, "%s", a.endlessLater)
	case high > low:
		c.Later(a.target, "it is not known yet whether %d more %s come to the %d counted", a.more, a.what, sure)
	case level(sure+a.more+a.unplaced, a.unlisted, ceiling) > low:
		c.Missing(a.target, "%s", a.unplacedMissing)
	case a.endlessMissing != "":
		return true
	}
	return false
}

// level weighs a number against a quota.
func level(n, unlisted, ceiling int64) verdict {
	switch {
	case n > ceiling:
		return exceeded
	case n > 0 && (n+unlisted)*100 >= ceiling*nearlyFullPercent:
		return nearlyFull
	}
	return fine
}

// parts says what a sum is made of, where it has several parts.
func (a amount) parts(used int64) string {
	switch {
	case a.existing > 0 && used > 0:
		return fmt.Sprintf(" (%d in this plan, %d that exist and %d by quota_usage)", a.planned, a.existing, used)
	case a.existing > 0:
		return fmt.Sprintf(" (%d in this plan and %d that exist)", a.planned, a.existing)
	case used > 0:
		return fmt.Sprintf(" (%d in this plan and %d by quota_usage)", a.planned, used)
	}
	return ""
}

// besides names what AWS counts unseen.
func (a amount) besides() string {
	if a.unlisted == 0 {
		return ""
	}
	return ", and AWS counts its own default rule too"
}
