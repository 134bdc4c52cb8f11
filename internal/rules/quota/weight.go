package quota

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// byFamily are numbers for IPv4 and IPv6, which AWS counts apart.
type byFamily struct{ v4, v6 int64 }

func (b *byFamily) add(other byFamily) {
	b.v4 += other.v4
	b.v6 += other.v6
}

// both counts the same for either family.
func both(n int64) byFamily { return byFamily{n, n} }

// most is the larger of the two.
func (b byFamily) most() int64 { return max(b.v4, b.v6) }

// serviceWeight is how many entries the prefix list of a service counts for; 0 for services
// that have none. AWS fixes these numbers.
func serviceWeight(service string) int64 {
	switch service {
	case "s3", "dynamodb":
		return 1
	case "s3express":
		return heaviest
	}
	return 0
}

// heaviest is the largest weight of a service.
const heaviest = 6

// tab adds up what counts against one quota of one thing.
type tab struct {
	// sure certainly counts, more perhaps.
	sure, more byFamily
	// services says that the list of a service is among them.
	services bool
	// later and missing say why any number may come to it; empty if none can.
	later, missing string
}

// weights knows what the prefix lists of a plan count for.
type weights struct {
	// services are weights by the ids of the lists of services, and later says that one of
	// these ids is not known yet.
	services map[string]int64
	later    bool
	// own are the other lists.
	own map[string]plan.PrefixList
	// later says that prefix_lists is not known yet.
	listsLater bool
}

func weightsOf(p *plan.Plan) weights {
	w := weights{services: map[string]int64{}, own: map[string]plan.PrefixList{}, listsLater: p.Network.PrefixLists.IsUnknown()}
	for _, service := range []string{"dynamodb", "s3", "s3express"} {
		r := p.ServiceRanges(service)
		w.later = w.later || r.IDsLater
		for id := range r.IDs {
			w.services[id] = serviceWeight(service)
		}
	}
	for _, list := range p.Network.PrefixLists.Or(nil) {
		id, given := list.ID.Get()
		if given && w.services[id] == 0 {
			w.own[id] = list
		}
		w.listsLater = w.listsLater || list.ID.IsUnknown()
	}
	return w
}

// add counts a prefix list. The list of a service counts for as many as its weight; service
// says in which families.
func (t *tab) add(w weights, id plan.Text, service func(weight int64) byFamily) {
	text, given := id.Get()
	if !given {
		t.later = "which prefix list is meant is not known yet"
		return
	}
	if weight := w.services[text]; weight > 0 {
		t.sure.add(service(weight))
		t.services = true
		return
	}
	list, known := w.own[text]
	switch {
	case known && list.CIDRs.IsUnknown():
		t.later = fmt.Sprintf("the entries of prefix list %q are not known yet", text)
	case known && list.CIDRs.IsGiven():
		for _, block := range list.CIDRs.Or(nil) {
			t.addBlock(block)
		}
	case w.later || w.listsLater:
		t.later = fmt.Sprintf("what prefix list %q is, is not known yet", text)
	default:
		t.missing = fmt.Sprintf("prefix_lists does not say what prefix list %q holds", text)
	}
}

// addBlock counts one range; of one that is not known yet the family is open.
func (t *tab) addBlock(block plan.Text) {
	prefix, ok := plan.ParsePrefix(block)
	switch {
	case !ok:
		t.more.add(both(1))
	case prefix.Addr().Is4():
		t.sure.v4++
	default:
		t.sure.v6++
	}
}

// addBlocks counts a list of ranges of one family.
func (t *tab) addBlocks(blocks plan.Texts, family byFamily, name string) {
	if blocks.IsUnknown() {
		t.later = name + " is not known yet"
	}
	n := int64(0)
	for _, block := range blocks.Or(nil) {
		if !block.IsAbsent() {
			n++
		}
	}
	t.sure.add(byFamily{family.v4 * n, family.v6 * n})
}

// fill puts the fuller family of a tab into an amount. The weight of a service's list is
// GW-24 too.
func (t *tab) fill(a amount) amount {
	if t.services {
		a.related = append(a.related, "GW-24")
	}
	a.planned, a.more = t.sure.most(), byFamily{t.sure.v4 + t.more.v4, t.sure.v6 + t.more.v6}.most()-t.sure.most()
	a.endlessLater, a.endlessMissing = t.later, t.missing
	return a
}
