package plan

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
)

// Wish is a service that is wanted.
type Wish struct {
	// Word is what the caller wrote, At where.
	Word string
	At   input.Path
	// Key is the catalogue key, Entry the entry.
	Key   string
	Entry *catalog.Service
	// Region is the Region of the service.
	Region string
	// Workload is the bundle that asks for it; empty for services.
	Workload string
}

// Workload is a bundle with the optional parts that are wanted.
type Workload struct {
	Name  string
	At    input.Path
	Facts catalog.Workload
	Parts []string
}

// Target is something that the callers reach.
type Target struct {
	Key string
	At  input.Path
	// Service is the catalogue key; empty if nothing says it.
	Service string
	// ARN is the target's ARN, AccountID and Region what it or the entry says.
	ARN, AccountID, Region Text
	// CopySourceRegion is the Region from which S3 copies are made.
	CopySourceRegion Text
}

// Option is what the caller says about one service alone.
type Option struct {
	// Callers are where its callers are.
	Callers maybe.Value[[]string]
}

// Spoke is a VPC that uses the endpoints of this one.
type Spoke struct {
	Key string
	At  input.Path
	// ID is its id, CIDRBlocks its ranges.
	ID         Text
	CIDRBlocks Texts
}

// The callers that a configuration can name.
const (
	CallerVPC            = "vpc"
	CallerOnPremises     = "on_premises"
	CallerPeeredVPC      = "peered_vpc"
	CallerTransitGateway = "transit_gateway"
	CallerOtherRegion    = "other_region"
)

// Callers lists the words that a configuration may use.
func Callers() []string {
	return []string{CallerVPC, CallerOnPremises, CallerPeeredVPC, CallerTransitGateway, CallerOtherRegion}
}

// CallersOf are the callers of one endpoint: of its service where an option says so, else of
// all; inside the VPC where nobody said.
func (p *Plan) CallersOf(e *Endpoint) maybe.Value[[]string] {
	// An option may be that of a service that is not known yet.
	open := e.HomeRegion().IsUnknown() || e.Service.Kind == Undecided && e.ServiceName.IsUnknown()
	if p.optionsLater || open && len(p.Options) > 0 {
		return maybe.Unknown[[]string]()
	}
	key := e.Service.Key
	if home := e.HomeRegion().Or(p.Region.Code); home != p.Region.Code {
		key += "@" + home
	}
	if option, given := p.Options[key]; given && !option.Callers.IsAbsent() {
		return option.Callers
	}
	if p.Callers.IsAbsent() {
		return maybe.Of([]string{CallerVPC})
	}
	return p.Callers
}
