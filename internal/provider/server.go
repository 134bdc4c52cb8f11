package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Server returns a constructor of the provider's server. A panic in one call would end the
// process and with it every call in flight, so each entry point turns it into a diagnostic.
func Server(version string) func() tfprotov6.ProviderServer {
	framework := providerserver.NewProtocol6(New(version)())
	return func() tfprotov6.ProviderServer { return &recovering{framework()} }
}

type recovering struct{ tfprotov6.ProviderServer }

func internalError(cause any) string {
	return fmt.Sprintf("The provider failed on this input: %v. This is always a bug in the provider and should be reported, with the configuration, to its developers.", cause)
}

func diagnose(cause any) []*tfprotov6.Diagnostic {
	return []*tfprotov6.Diagnostic{{
		Severity: tfprotov6.DiagnosticSeverityError, Summary: "Provider Failure", Detail: internalError(cause),
	}}
}

func (s *recovering) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (resp *tfprotov6.ConfigureProviderResponse, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			resp, err = &tfprotov6.ConfigureProviderResponse{Diagnostics: diagnose(cause)}, nil
		}
	}()
	return s.ProviderServer.ConfigureProvider(ctx, req)
}

func (s *recovering) ValidateDataResourceConfig(ctx context.Context, req *tfprotov6.ValidateDataResourceConfigRequest) (resp *tfprotov6.ValidateDataResourceConfigResponse, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			resp, err = &tfprotov6.ValidateDataResourceConfigResponse{Diagnostics: diagnose(cause)}, nil
		}
	}()
	return s.ProviderServer.ValidateDataResourceConfig(ctx, req)
}

func (s *recovering) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (resp *tfprotov6.ReadDataSourceResponse, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			resp, err = &tfprotov6.ReadDataSourceResponse{Diagnostics: diagnose(cause)}, nil
		}
	}()
	return s.ProviderServer.ReadDataSource(ctx, req)
}

func (s *recovering) CallFunction(ctx context.Context, req *tfprotov6.CallFunctionRequest) (resp *tfprotov6.CallFunctionResponse, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			resp, err = &tfprotov6.CallFunctionResponse{Error: &tfprotov6.FunctionError{Text: internalError(cause)}}, nil
		}
	}()
	return s.ProviderServer.CallFunction(ctx, req)
}

func (s *recovering) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (resp *tfprotov6.ValidateResourceConfigResponse, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			resp, err = &tfprotov6.ValidateResourceConfigResponse{Diagnostics: diagnose(cause)}, nil
		}
	}()
	return s.ProviderServer.ValidateResourceConfig(ctx, req)
}

func (s *recovering) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (resp *tfprotov6.PlanResourceChangeResponse, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			resp, err = &tfprotov6.PlanResourceChangeResponse{Diagnostics: diagnose(cause)}, nil
		}
	}()
	return s.ProviderServer.PlanResourceChange(ctx, req)
}

func (s *recovering) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (resp *tfprotov6.ApplyResourceChangeResponse, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			resp, err = &tfprotov6.ApplyResourceChangeResponse{Diagnostics: diagnose(cause)}, nil
		}
	}()
	return s.ProviderServer.ApplyResourceChange(ctx, req)
}

func (s *recovering) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (resp *tfprotov6.ReadResourceResponse, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			resp, err = &tfprotov6.ReadResourceResponse{Diagnostics: diagnose(cause)}, nil
		}
	}()
	return s.ProviderServer.ReadResource(ctx, req)
}

func (s *recovering) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (resp *tfprotov6.UpgradeResourceStateResponse, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			resp, err = &tfprotov6.UpgradeResourceStateResponse{Diagnostics: diagnose(cause)}, nil
		}
	}()
	return s.ProviderServer.UpgradeResourceState(ctx, req)
}
