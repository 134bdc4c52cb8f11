package firewall

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// View looks at a plan as its packets do. It sifts the rules for the same groups and ports
// once, however many endpoints and peers ask.
type View struct {
	plan *plan.Plan
	// byID finds security groups, client says which of them callers have.
	byID   map[string]int
	client []plan.Flag
	// replaced are endpoints of which an association replaces the default group.
	replaced map[*plan.Endpoint]bool
	// ofAWS are ids of prefix lists of AWS.
	ofAWS map[string]bool
	// acl are the network ACLs by subnet.
	acl map[int]int
	// inside are the addresses of callers by the VPC of an endpoint.
	inside map[plan.Text]Addresses
	// memo and through are rules that were sifted already, lists prefix lists that were looked up.
	memo    map[string]Sieve
	through map[aclKey]Sieve
	lists   map[string]plan.Ranges
}

// Over makes a view of a plan.
func Over(p *plan.Plan) *View {
	v := &View{
		plan: p, byID: map[string]int{}, replaced: map[*plan.Endpoint]bool{}, ofAWS: map[string]bool{},
		acl: map[int]int{}, inside: map[plan.Text]Addresses{}, memo: map[string]Sieve{}, through: map[aclKey]Sieve{}, lists: map[string]plan.Ranges{},
	}
	for i, g := range p.SecurityGroups {
		if id, given := g.ID.Get(); given {
			v.byID[id] = i
		}
	}
	for _, a := range p.Associations.Or(nil) {
		if a.Endpoint != nil && a.SecurityGroup != plan.None && a.ReplaceDefault.Or(false) {
			v.replaced[a.Endpoint] = true
		}
	}
	for _, list := range p.Network.PrefixLists.Or(nil) {
		if strings.Contains(list.Name.Or(""), "amazonaws") {
			v.ofAWS[list.ID.Or("")] = true
		}
	}
	for i, acl := range p.ACLs.Or(nil) {
		for _, subnet := range acl.Subnets.Items {
			v.acl[subnet] = i
		}
	}
	v.clients()
	return v
}

// clients says which groups callers have: those of which it is written, else those that no
// endpoint uses.
func (v *View) clients() {
	used, open := map[int]bool{}, v.plan.Endpoints.IsUnknown() || v.plan.Existing.IsUnknown()
	for _, e := range slices.Concat(v.plan.Endpoints.Or(nil), v.plan.Existing.Or(nil)) {
		items, doubts := v.Attached(e)
		for _, i := range items {
			used[i] = true
		}
		open = open || e.SecurityGroups.Open || slices.ContainsFunc(doubts, func(d Answer) bool { return d.Later })
	}
	v.client = make([]plan.Flag, len(v.plan.SecurityGroups))
	for i, g := range v.plan.SecurityGroups {
		switch {
		case !g.Client.IsAbsent():
			v.client[i] = g.Client
		case used[i]:
			v.client[i] = known(false)
		case open:
			v.client[i] = later()
		default:
			v.client[i] = known(true)
		}
	}
}

// Attached are the security groups of an endpoint, the default group of the VPC included
// where AWS attaches it, and doubts about those that are not known.
func (v *View) Attached(e *plan.Endpoint) (groups []int, doubts []Answer) {
	groups = slices.Clone(e.SecurityGroups.Items)
	if e.SecurityGroups.Open {
		doubts = append(doubts, unsure(true, "the security groups of the endpoint are not all known yet"))
	}
	own := e.Inline.SecurityGroups
	if !e.TakesSecurityGroups() || len(own.Items) > 0 || own.Open || v.replaced[e] || e.ID.IsGiven() && len(groups) > 0 {
		return groups, doubts
	}
	id := v.plan.VPC.DefaultSecurityGroupID
	if i, found := v.byID[id.Or("")]; found && id.IsGiven() {
		if !slices.Contains(groups, i) {
			groups = append(groups, i)
		}
		return groups, doubts
	}
	return groups, append(doubts, unsure(id.IsUnknown(), "the endpoint has the default security group of the VPC, whose rules are not given"))
}

// Ingress are the rules in of an endpoint's security groups.
func (v *View) Ingress(e *plan.Endpoint, ports Ports) Sieve {
	groups, doubts := v.Attached(e)
	return v.sift(groups, ports, doubts, false)
}

// WithIDs are the security groups with some ids, and doubts about those that are not known.
func (v *View) WithIDs(ids []plan.Text) (groups []int, doubts []Answer) {
	for _, id := range ids {
		text, given := id.Get()
		i, found := v.byID[text]
		switch {
		case found && given:
			groups = append(groups, i)
		case id.IsUnknown():
			doubts = append(doubts, unsure(true, "a security group is not known yet"))
		case given && !v.plan.SecurityGroupsGiven.IsGiven():
			doubts = append(doubts, missing(v.plan.SecurityGroupsGiven.IsUnknown(), "security_groups"))
		case given:
			doubts = append(doubts, unsure(false, fmt.Sprintf("security_groups has no security group %q", text)))
		}
	}
	return groups, doubts
}

// Egress are the rules out of a security group.
func (v *View) Egress(group int, ports Ports) Sieve { return v.sift([]int{group}, ports, nil, true) }

// In are the rules in of several security groups together.
func (v *View) In(groups []int, ports Ports, doubts ...Answer) Sieve {
	return v.sift(groups, ports, doubts, false)
}

func (v *View) sift(groups []int, ports Ports, doubts []Answer, egress bool) Sieve {
	key := fmt.Sprint(groups, ports.Key(), doubts, egress)
	if s, done := v.memo[key]; done {
		return s
	}
	var all []owned
	for _, i := range groups {
		g := v.plan.SecurityGroups[i]
		o := owned{group: i, rules: g.Ingress}
		direction := "ingress"
		if egress {
			o.rules, direction = g.Egress, "egress"
		}
		given := v.plan.SecurityGroupsGiven
		switch {
		case !o.rules.Known && !o.rules.Later && !g.Listed && !given.IsGiven():
			doubt := missing(given.IsUnknown(), "security_groups")
			o.doubt = &doubt
		case !o.rules.Known && o.rules.Later:
			doubt := unsure(true, fmt.Sprintf("the %s rules of the security group %q are not known yet", direction, g.Key))
			o.doubt = &doubt
		case !o.rules.Known:
			doubt := unsure(false, fmt.Sprintf("the %s rules of the security group %q are not given", direction, g.Key))
			o.doubt = &doubt
		case v.namesake(g) != nil:
			o.doubt = v.namesake(g)
		case o.rules.Stray:
			doubt := unsure(true, fmt.Sprintf("a security group %s rule that may be of the security group %q is not known yet", direction, g.Key))
			o.doubt = &doubt
		}
		all = append(all, o)
	}
	s := siftGroups(all, ports, v.look, doubts)
	v.memo[key] = s
	return s
}

// namesake is a doubt about the rules of a group that may be known by another name: by its id
// in one place, and in another by its key while the id is not known. A rule that stands apart
// may then be its own.
func (v *View) namesake(g plan.SecurityGroup) *Answer {
	for _, other := range v.plan.SecurityGroups {
		switch {
		case len(other.Ingress.Rules)+len(other.Egress.Rules) == 0 || g.Listed && other.Listed:
		case g.ID.IsGiven() && other.ID.IsUnknown() || g.ID.IsUnknown() && other.ID.IsGiven():
			doubt := unsure(true, fmt.Sprintf("whether the security groups %q and %q are the same is not known yet", g.Key, other.Key))
			return &doubt
		case !g.Listed && !other.Listed && g.ID.IsGiven() != other.ID.IsGiven():
			doubt := missing(v.plan.SecurityGroupsGiven.IsUnknown(), "security_groups")
			return &doubt
		}
	}
	return nil
}

// look tells what a prefix list holds.
func (v *View) look(id string) (ranges plan.Ranges, ofAWS bool) {
	ranges, done := v.lists[id]
	if !done {
		ranges = v.plan.ListRanges(id)
		v.lists[id] = ranges
	}
	return ranges, v.ofAWS[id]
}
