package config

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// tf02: an association must not be declared twice.
var tf02 = rule.Rule{
	ID: "TF-02", Severity: rule.Error, Needs: []string{"endpoint_associations"},
	Title:  "An association must not be declared twice",
	Why:    "The second declaration is accepted without a word, and destroying either removes the real association.",
	Fix:    "Remove the second association resource.",
	Source: page.AWSProvider + "issues/26663",
	Check:  checkDeclaredTwice,
}

// checkDeclaredTwice finds two association resources for one thing, of endpoints and of
// subnets with their route tables.
func checkDeclaredTwice(c *rule.Case) {
	checkEndpointAssociations(c)
	for _, d := range c.Network.Duplicates {
		c.Add(rule.Finding{
			Target: d.Subnet, At: at(d.Second),
			Detail: fmt.Sprintf("%s and %s both associate the subnet %q with the route table %q. Destroying either removes the real association.", d.First, d.Second, d.Subnet, d.Table),
		})
	}
	if c.Network.AssociationsLater != "" {
		c.Later("", "%s", c.Network.AssociationsLater)
	}
}

// at reads the path of an entry of route_table_associations.
func at(text string) input.Path {
	root, key, _ := strings.Cut(strings.TrimSuffix(text, "]"), "[")
	if name, err := strconv.Unquote(key); err == nil {
		key = name
	}
	return input.At(root).Key(key)
}

// declared is what an association resource says.
type declared struct {
	endpoint, kind string
	item           int
}

// checkEndpointAssociations compares the associations of endpoints with each other.
func checkEndpointAssociations(c *rule.Case) {
	if endpoints := c.Endpoints.Or(nil); len(endpoints) == 0 && !c.Endpoints.IsUnknown() && c.Associations.IsAbsent() {
		return // nothing that could be associated
	}
	if !c.Need("", "endpoint_associations ({} says that there are none)", c.Associations) {
		return
	}
	associations := c.Associations.Or(nil)
	first := map[declared]plan.Association{}
	for _, a := range associations {
		k, known := kindOf(a)
		if !known && a.PrivateDNS.IsGiven() {
			continue // a resource for private DNS, which attaches nothing
		}
		if !known || a.Open {
			if len(associations) > 1 {
				c.Later(a.Key, "what the association attaches to which endpoint is not known yet")
			}
			continue
		}
		d := declared{kind: k.word, item: k.item(a), endpoint: "id " + a.EndpointID.Or("")}
		name := a.EndpointID.Or("")
		if a.Endpoint != nil {
			d.endpoint, name = "key "+a.Endpoint.Key, a.Endpoint.Key
		}
		if other, twice := first[d]; twice {
			c.Fault(a.Key, a.At, "%s and %s both attach the %s %q to the endpoint %q. Destroying either removes the real association.", other.At, a.At, k.word, k.name(c.Plan, d.item), name)
			continue
		}
		first[d] = a
	}
}
