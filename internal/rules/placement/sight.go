package placement

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// placed are the types whose endpoints have a network interface in each of their subnets, as
// many as the caller wants. A Gateway Load Balancer endpoint has exactly one, which is GWLB-01.
func placed() []catalog.EndpointType {
	return []catalog.EndpointType{catalog.Interface, catalog.Resource, catalog.ServiceNetwork}
}

// sight looks at subnets for one rule. What keeps it from looking it says once, however many
// endpoints are in the subnet.
type sight struct {
	*rule.Case
	said map[string]bool
}

func sightOf(c *rule.Case) *sight { return &sight{Case: c, said: map[string]bool{}} }

// subnet returns a subnet that the caller described, or says that nobody did.
func (s *sight) subnet(i int) (plan.Subnet, bool) {
	subnet := s.Network.Subnets[i]
	if subnet.Listed {
		return subnet, true
	}
	if given := s.Network.SubnetsGiven; !given.IsGiven() {
		if s.first("") {
			s.Need("", "subnets", given)
		}
		return subnet, false
	}
	s.lacks(subnet.Key, false, "subnets does not list it")
	return subnet, false
}

// zone returns what tells the zone of a subnet from others.
func (s *sight) zone(i int) (key string, known bool) {
	subnet, listed := s.subnet(i)
	if listed && subnet.Zone.Key == "" {
		s.lacks(subnet.Key, zoneLater(subnet), subnet.Zone.Missing)
	}
	return subnet.Zone.Key, listed && subnet.Zone.Key != ""
}

// zoneID returns the id of a subnet's zone, which a name does not replace where the facts or
// another account speak of zones.
func (s *sight) zoneID(i int) (id string, known bool) {
	subnet, listed := s.subnet(i)
	if !listed {
		return "", false
	}
	if id, known = subnet.Zone.ID.Get(); !known {
		s.lacks(subnet.Key, zoneLater(subnet), "the ID of its Availability Zone is not given (availability_zone_id or zone_ids)")
	}
	return id, known
}

func zoneLater(s plan.Subnet) bool { return s.Zone.ID.IsUnknown() || s.Zone.Name.IsUnknown() }

// lacks says once of a subnet what is not known of it.
func (s *sight) lacks(key string, later bool, reason string) {
	switch {
	case !s.first(key + " " + reason):
	case later:
		s.Later(key, "%s", strings.Replace(reason, "is not given", "is not known yet", 1))
	default:
		s.Missing(key, "%s", reason)
	}
}

func (s *sight) first(words string) bool {
	if s.said[words] {
		return false
	}
	s.said[words] = true
	return true
}

// clients are the subnets that hold clients of endpoints in a VPC. Where it is not known of a
// subnet, sight says so.
func (s *sight) clients(e *plan.Endpoint) []int {
	var out []int
	for i, subnet := range s.Network.Subnets {
		switch client, known := subnet.Client.Get(); {
		case !subnet.Listed || known && !client || elsewhere(e, subnet):
		case !known:
			s.lacks(subnet.Key, true, "whether the subnet has clients is not known yet")
		default:
			out = append(out, i)
		}
	}
	return out
}

// elsewhere reports whether a subnet is known to be in another VPC than an endpoint.
func elsewhere(e *plan.Endpoint, s plan.Subnet) bool {
	mine, given := e.VPCID.Get()
	its, also := s.VPCID.Get()
	return given && also && mine != its
}

// quoted lists words as a sentence does, each in quotation marks.
func quoted(words []string) string {
	out := make([]string, len(words))
	for i, word := range words {
		out[i] = fmt.Sprintf("%q", word)
	}
	return listed(out)
}

// listed lists words as a sentence does.
func listed(words []string) string {
	if n := len(words) - 1; n > 0 {
		return strings.Join(words[:n], ", ") + " and " + words[n]
	}
	return strings.Join(words, "")
}

// plural is the singular where there is one.
func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// sorted is a sorted copy without repetitions.
func sorted(words []string) []string {
	out := slices.Sorted(slices.Values(words))
	return slices.Compact(out)
}
