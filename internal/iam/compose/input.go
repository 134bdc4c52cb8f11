package compose

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/owned"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/vocabulary"
)

// Input says what the policy is for. Its lists are sets: order and repetition make no
// difference.
type Input struct {
	// Services are those of the endpoints that the policy is for.
	Services []Service
	// Region and Partition are those of the services.
	Region, Partition string
	// Endpoints are the types of endpoints; none means that it must hold for both.
	Endpoints []match.Endpoint

	// Trusted are the callers, and the owners of what they reach. If it names nobody, no
	// condition is put on either.
	Trusted prove.Trusted
	// Resources are patterns of all that may be reached; nil means what belongs to the trusted.
	Resources []string
	// Targets narrow what is reached of the services whose ARNs they have.
	Targets []Target
	// Owned says which resources of AWS may be reached besides.
	Owned Owned
	// Workloads are names of workloads, whose needs of AWS's resources are known. Beside are keys
	// of services that are used as well, through endpoints of their own: they may need something
	// of AWS through this one, as ECR needs a bucket through that of S3.
	Workloads, Beside []string
	// AllowServices says that AWS services may call by themselves.
	AllowServices bool
	// Sources are policies whose statements are added.
	Sources []string

	// Vocabulary and Facts are the embedded ones if they are nil.
	Vocabulary *vocabulary.Vocabulary
	Facts      *owned.Book
}

// Service is a service of an endpoint.
type Service struct {
	// Key is that of the catalogue; a FIPS endpoint has the key of the service it is a variant of.
	Key string
	// Prefixes are the action prefixes that pass through its endpoint.
	Prefixes []string
}

// Target is one thing that callers reach.
type Target struct {
	// Name is the caller's own.
	Name string
	// ARN is its ARN. A target without one narrows nothing.
	ARN string
	// Account is its owner and Region its place, where the ARN does not say so.
	Account, Region string
}

// Owned chooses resources of AWS. The zero Owned takes what the services and workloads need.
type Owned struct {
	// None takes none.
	None bool
	// ARNs are patterns to take instead.
	ARNs []string
}

// Field names a part of the input.
type Field string

// The parts of the input in which something can be wrong.
const (
	Services      Field = "services"
	Region        Field = "region"
	Trusted       Field = "trusted"
	Organizations Field = "trusted.organization_ids"
	Accounts      Field = "trusted.account_ids"
	Paths         Field = "trusted.organization_paths"
	Resources     Field = "resources"
	Targets       Field = "targets"
	OwnedARNs     Field = "aws_owned_resources"
	Sources       Field = "source_policy_documents"
)
