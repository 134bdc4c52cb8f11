package prove

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// form says what the values of a condition key look like.
type form uint8

const (
	anyText form = iota
	accountForm
	// callerAccountForm is an account or the word anonymous.
	callerAccountForm
	organizationForm
	pathForm
	boolForm
	dateForm
	numberForm
	addressForm
	userNameForm
	serviceForm
)

// presence says which requests have a key.
type presence uint8

const (
	maybePresent presence = iota
	// alwaysPresent keys are in every request, endpointPresent ones in every request through
	// an endpoint, neverPresent ones in none.
	alwaysPresent
	endpointPresent
	neverPresent
	// signedOnly keys are in no unsigned request, memberOnly ones in no call of a service either.
	signedOnly
	memberOnly
	// callerAccount is how aws:PrincipalAccount is present.
	callerAccount
	userOnly
	isService
	serviceOnly
)

// keyTrait is what is known about a condition key.
type keyTrait struct {
	form     form
	presence presence
	// single says that the key has one value by its type.
	single bool
}

const (
	principalARNKey      = "aws:principalarn"
	principalAccountKey  = "aws:principalaccount"
	principalOrgKey      = "aws:principalorgid"
	principalPathsKey    = "aws:principalorgpaths"
	resourceAccountKey   = "aws:resourceaccount"
	s3ResourceAccountKey = "s3:resourceaccount"
	resourceOrgKey       = "aws:resourceorgid"
	resourcePathsKey     = "aws:resourceorgpaths"
	userNameKey          = "aws:username"
	userIDKey            = "aws:userid"
	providerKey          = "aws:federatedprovider"
	serviceNameKey       = "aws:principalservicename"
	canonicalUserKey     = "CANONICAL USER" // no condition key, as those are in lower case: the id that only S3 knows
)

// traitOf returns what is known about a key, given without case.
func traitOf(key string) keyTrait {
	switch key {
	case principalARNKey:
		return keyTrait{anyText, memberOnly, true}
	case principalAccountKey:
		return keyTrait{callerAccountForm, callerAccount, true}
	case principalOrgKey:
		return keyTrait{organizationForm, memberOnly, true}
	case principalPathsKey:
		return keyTrait{pathForm, memberOnly, false}
	case resourceAccountKey, s3ResourceAccountKey, "aws:sourceaccount", "aws:vpceaccount":
		return keyTrait{accountForm, maybePresent, true}
	case resourceOrgKey, "aws:sourceorgid", "aws:vpceorgid":
		return keyTrait{organizationForm, maybePresent, true}
	case resourcePathsKey, "aws:sourceorgpaths", "aws:vpceorgpaths":
		return keyTrait{pathForm, maybePresent, false}
	case userNameKey:
		return keyTrait{userNameForm, userOnly, true}
	case "aws:principalisawsservice":
		return keyTrait{boolForm, isService, true}
	case serviceNameKey:
		return keyTrait{serviceForm, serviceOnly, true}
	case "aws:principalservicenameslist":
		return keyTrait{serviceForm, serviceOnly, false}
	case "aws:multifactorauthpresent":
		return keyTrait{boolForm, memberOnly, true}
	case "aws:multifactorauthage":
		return keyTrait{numberForm, memberOnly, true}
	case "aws:tokenissuetime":
		return keyTrait{dateForm, memberOnly, true}
	case providerKey, "aws:sourceidentity":
		return keyTrait{anyText, signedOnly, true}
	case userIDKey, "aws:principaltype", "aws:useragent", "aws:requestedregion":
		return keyTrait{anyText, alwaysPresent, true}
	case "aws:securetransport", "aws:viaawsservice":
		return keyTrait{boolForm, alwaysPresent, true}
	case "aws:currenttime", "aws:epochtime":
		return keyTrait{dateForm, alwaysPresent, true}
	case "aws:sourcevpce", "aws:sourcevpc":
		return keyTrait{anyText, endpointPresent, true}
	case "aws:vpcsourceip":
		return keyTrait{addressForm, endpointPresent, true}
	case "aws:sourceip":
		return keyTrait{addressForm, neverPresent, true}
	case "aws:sourcearn", "aws:calledviafirst", "aws:calledvialast", "aws:referer":
		return keyTrait{anyText, maybePresent, true}
	}
	if strings.HasPrefix(key, "aws:principaltag/") {
		return keyTrait{anyText, memberOnly, true}
	}
	if strings.HasPrefix(key, "aws:resourcetag/") || strings.HasPrefix(key, "aws:requesttag/") {
		return keyTrait{anyText, maybePresent, true}
	}
	return keyTrait{}
}

// The samples are values that a reader recognises as somebody else's.
const (
	foreignAccount      = "999988887777"
	foreignOrganization = "o-zzzzzzzzzz"
	sampleService       = "ec2.amazonaws.com"
)

func organizationID() symbolic.Expr {
	return symbolic.Join(symbolic.Text("o-"), symbolic.Times(symbolic.LowerAlnum, 10, 32))
}

// universe returns the texts that a key of this form can hold.
func (f form) universe() symbolic.Universe {
	account := symbolic.Times(symbolic.Digit, 12, 12)
	switch f {
	case accountForm, callerAccountForm:
		u := symbolic.Universe{
			Shape:   symbolic.List{account},
			Samples: []string{foreignAccount, "888877776666", "777766665555"},
		}
		if f == callerAccountForm {
			u.Shape = append(u.Shape, symbolic.Text(match.AnonymousName))
		}
		return u
	case organizationForm:
		return symbolic.Universe{
			Shape:   symbolic.List{organizationID()},
			Samples: []string{foreignOrganization, "o-yyyyyyyyyy"},
		}
	case pathForm:
		// o-…/r-…/ and any number of units behind it.
		return symbolic.Universe{
			Shape: symbolic.List{symbolic.Join(organizationID(), symbolic.Text("/r-"), symbolic.Some(symbolic.NotSlash), symbolic.Text("/"), symbolic.Run(symbolic.Any))},
			Samples: []string{
				foreignOrganization + "/r-zzzz/ou-zzzz-zzzzzzzz/", foreignOrganization + "/r-zzzz/",
			},
		}
	case boolForm:
		return symbolic.Universe{Only: []string{"false", "true"}}
	case userNameForm:
		return symbolic.Universe{Shape: symbolic.List{symbolic.Some(symbolic.Name)}, Samples: []string{"example-user"}}
	case serviceForm:
		return symbolic.Universe{
			Shape:   symbolic.List{symbolic.Join(symbolic.Some(symbolic.Label), symbolic.Text("."), symbolic.Some(symbolic.Name))},
			Samples: []string{sampleService, "logs.amazonaws.com"},
		}
	case anyText, dateForm, numberForm, addressForm:
	}
	return symbolic.Universe{Samples: []string{"example"}}
}
