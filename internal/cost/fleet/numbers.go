package fleet

import (
	"maps"
	"net/netip"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/quota"
)

// numbers checks every number and word of the request that needs no catalogue.
func (r *reader) numbers() {
	q := r.model.request
	if hours, ok := q.HoursPerMonth.Get(); ok {
		r.fault(input.At("hours_per_month"), cost.CheckHours(hours))
		if !hours.Equal(hours.Round(gbDigits)) {
			r.errs.Add(input.At("hours_per_month"), "%s has more than %d digits behind the decimal point.", hours, gbDigits)
		}
	}
	r.zones(input.At("hub").Attribute("availability_zones"), q.Hub.AvailabilityZones)
	if n := q.Hub.ResolverEndpointAddresses; n != 0 && (n < minResolverAddresses || n > maxResolverAddresses) {
		r.errs.Add(input.At("hub").Attribute("resolver_endpoint_addresses"), "%d was given; a Resolver endpoint has at least %d addresses, and at most %d are counted. Leave it out if there is none.",
			n, minResolverAddresses, maxResolverAddresses)
	}
	if dns := q.Hub.DNS; dns != "" && !slices.Contains(DNSModels(), dns) {
		r.errs.Add(input.At("hub").Attribute("dns"), "%q is not a way to share the names of a hub; there are %s. Leave it out if none is planned.",
			dns, strings.Join(DNSModels(), " and "))
	}
	if q.NAT != nil {
		if zones, ok := q.NAT.AvailabilityZones.Get(); ok {
			r.zones(input.At("nat_gateway").Attribute("availability_zones"), zones)
		}
	}
	quota.Check("quotas", q.Quotas, &r.errs)
	quota.Check("quota_usage", q.QuotaUsage, &r.errs)
	var total money.Amount
	for _, name := range r.model.vpcs {
		total = total.Add(r.vpc(name))
	}
	if total.Cmp(money.MustParse(maxTotalGB)) > 0 {
		r.errs.Add(input.At("vpcs"), "The traffic of all VPCs adds up to %s GB a month; at most %s GB can be compared.", total, maxTotalGB)
	}
}

// vpc checks one VPC and returns the sum of its traffic.
func (r *reader) vpc(name string) money.Amount {
	vpc := r.model.request.VPCs[name]
	path := input.At("vpcs").Key(name)
	r.zones(path.Attribute("availability_zones"), vpc.AvailabilityZones)
	if id := vpc.AccountID; id != "" && (len(id) != 12 || strings.Trim(id, "0123456789") != "") {
		r.errs.Add(path.Attribute("account_id"), "%q is not an AWS account id: it must have 12 digits.", id)
	}
	blocks, _ := vpc.CIDRBlocks.Get()
	for i, block := range blocks {
		if _, err := netip.ParsePrefix(block); err != nil {
			r.errs.Add(path.Attribute("cidr_blocks").Index(i), "%q is not a block of addresses such as 10.0.0.0/16.", block)
		}
	}
	var total money.Amount
	for _, service := range slices.Sorted(maps.Keys(vpc.GBPerMonth)) {
		gb := vpc.GBPerMonth[service]
		if wrong := cost.CheckGB(gb); wrong != "" {
			r.errs.Add(path.Attribute("gb_per_month").Key(service), "%s", wrong)
			continue
		}
		total = total.Add(gb)
	}
	return total
}

// zones checks a number of Availability Zones against those of the Region.
// A Resolver endpoint has an address in each of at least two zones.
const (
	minResolverAddresses = 2
	maxResolverAddresses = 1000
)

func (r *reader) zones(path input.Path, zones int) {
	if zones == 0 {
		r.errs.Add(path, "The number of Availability Zones is needed, at least 1: what is in a zone is billed for each zone it is in.")
		return
	}
	most := maxZones
	if n := len(r.model.region.ZoneIDs); n > 0 {
		most = n
	}
	r.fault(path, cost.CheckZones(zones, r.model.region.Code, maybe.Of(most)))
}

// fault records what is wrong at a path, if anything is.
func (r *reader) fault(path input.Path, text string) {
	if text != "" {
		r.errs.Add(path, "%s", text)
	}
}
