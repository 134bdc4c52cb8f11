# Laid over examples/aws/data-perimeter: somebody gives the S3 endpoint a policy by hand that
# lets everybody reach everything but the layers of images.

locals {
  design = provider::vpce::design({
    region             = local.region
    services           = local.services
    trusted            = local.trusted
    subnets            = local.subnets
    route_tables       = { private = {} }
    existing_endpoints = {}
    service_options = { s3 = { policy = jsonencode({
      Version = "2012-10-17"
      Statement = [
        { Sid = "All", Effect = "Allow", Principal = "*", Action = "*", Resource = "*" },
        { Sid = "Not", Effect = "Deny", Principal = "*", Action = "*", Resource = "arn:aws:s3:::prod-ap-northeast-2-starport-layer-bucket/*" },
      ]
    }) } }
  })
}
