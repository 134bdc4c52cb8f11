package plan

import (
	"maps"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/quota"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// Quota returns a quota, raised or AWS's own, and what quota_usage says of it: absent if it
// says nothing. Either may be unknown.
func (p *Plan) Quota(name string) (limit, used Whole) {
	limit = maybe.Of(quota.Default(name))
	if raised, given := p.Quotas[name]; given {
		limit = maybe.Of(raised)
	} else if p.laterQuotas.has(name) {
		limit = maybe.Unknown[int64]()
	}
	if amount, given := p.Usage[name]; given {
		used = maybe.Of(amount)
	} else if p.laterUsage.has(name) {
		used = maybe.Unknown[int64]()
	}
	return limit, used
}

// laterAmounts are the names of quotas whose amount is not known yet.
type laterAmounts struct {
	// all says that not even the names are known.
	all   bool
	names []string
}

func (l laterAmounts) has(name string) bool { return l.all || slices.Contains(l.names, name) }

// laterAmounts finds in a map of amounts those that are not known yet.
func (r *reader) laterAmounts(name string) laterAmounts {
	v := r.in.At(name)
	out := laterAmounts{all: v.Kind() == tree.Unknown}
	for _, key := range slices.Sorted(maps.Keys(v.Members())) {
		if v.At(key).Kind() == tree.Unknown {
			out.names = append(out.names, key)
		}
	}
	return out
}
