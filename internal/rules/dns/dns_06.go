package dns

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dns06: the DynamoDB name should not be overridden by a zone.
var dns06 = rule.Rule{
	ID: "DNS-06", Severity: rule.Warning, Needs: []string{"private_hosted_zones"},
	Title:  "The DynamoDB name should not be overridden by a zone",
	Why:    "AWS warns that changes to its own DNS may bypass such a zone.",
	Fix:    "Remove the zone and give clients the endpoint's URL.",
	Source: page.DynamoDBInterface,
	Check:  checkDynamoDBZone,
}

func checkDynamoDBZone(c *rule.Case) {
	if !c.Zones.IsGiven() {
		if concernsDynamoDB(c) {
			c.Need("", "private_hosted_zones", c.Zones)
		}
		return
	}
	host := dynamoDBHost(c.Region)
	for _, z := range c.Zones.Or(nil) {
		name, given := z.Name.Get()
		if !isPrivate(z).Or(true) || given && !within(host, name) {
			continue
		}
		if !given {
			c.Need(z.Key, "name", z.Name)
			continue
		}
		at := z.At.Attribute("name")
		if name != host {
			at = z.At.Attribute("records")
			if !overridden(c, z, host) {
				continue
			}
		}
		if private := isPrivate(z); private.IsUnknown() {
			c.Later(z.Key, "whether the zone is private is not known yet")
			continue
		}
		c.Fault(z.Key, at, "The zone answers %s, the name of DynamoDB itself, in its VPCs.", host)
	}
}

// overridden reports whether a zone for a parent name has a record for a name. Where the
// records are not known, it says so.
func overridden(c *rule.Case, z plan.Zone, host string) bool {
	records, given := z.Records.Get()
	if !given {
		c.Need(z.Key, "records", z.Records)
		return false
	}
	later := false
	for _, record := range records {
		if text, given := record.Get(); given && covers(full(text, z.Name.Or("")), host) {
			return true
		}
		later = later || record.IsUnknown()
	}
	if later {
		c.Later(z.Key, "records is not all known yet")
	}
	return false
}

// concernsDynamoDB reports whether an endpoint to judge leads to DynamoDB, or may.
func concernsDynamoDB(c *rule.Case) bool {
	if c.Endpoints.IsUnknown() {
		return true
	}
	for _, e := range c.Endpoints.Or(nil) {
		if !e.Gone() && (e.Service.Key == "dynamodb" || e.Service.Kind == plan.Undecided && e.ServiceName.IsUnknown()) {
			return true
		}
	}
	return false
}
